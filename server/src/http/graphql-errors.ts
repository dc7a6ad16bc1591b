import type { FastifyBaseLogger, FastifyReply } from 'fastify';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { Fault } from '../lib/fault.ts';
import { newId } from '../lib/ids.ts';

/** What a resolver threw, or what stopped the whole request before any ran. */
export const causeOf = (error: unknown): unknown => (error instanceof GraphQLError && error.originalError) || error;

/**
 * An error as the caller sees it. The caller's own faults are told as they are; of ours, only a reference under which
 * the log has the rest.
 *
 * @param callers whether whatever is wrong was wrong in what the caller sent, such as variables that do not fit.
 */
export function toCaller(error: unknown, log: FastifyBaseLogger, callers = false): GraphQLFormattedError {
  const { locations, path, message } = error instanceof GraphQLError ? error : new GraphQLError('');
  const place = { ...(locations && { locations }), ...(path && { path }) };
  const cause = causeOf(error);
  if (cause instanceof Fault) {
    return { message: cause.message, ...place, extensions: { code: cause.code, ...cause.details } };
  }
  if (callers) return { message: withoutSuggestion(message), ...place, extensions: { code: 'BAD_USER_INPUT' } };
  const reference = newId();
  log.error({ err: cause, reference }, 'a request met a bug or an outage');
  return {
    message: 'Something went wrong on our side. Please try again in a moment.',
    ...(path && { path }),
    extensions: { code: 'INTERNAL_SERVER_ERROR', reference },
  };
}

const statusOf: Readonly<Partial<Record<Fault['code'], number>>> = { UNAUTHENTICATED: 401, TOO_MANY_REQUESTS: 429 };

/** The HTTP status of a request that is at fault as a whole; what else HTTP has to say about it goes to the headers. */
export function statusOfFault({ code, details }: Fault, reply: FastifyReply): number {
  if (code === 'UNAUTHENTICATED') void reply.header('www-authenticate', 'Bearer');
  if (details.retryAfterSeconds !== undefined) void reply.header('retry-after', details.retryAfterSeconds);
  return statusOf[code] ?? 400;
}

/** Where a caller's document nearly fits, graphql names what would; that would tell the schema piece by piece. */
export const withoutSuggestion = (message: string): string => message.replace(/ Did you mean .*\?$/s, '');
