import { type ApolloServerOptions, HeaderMap } from '@apollo/server';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import type { FastifyBaseLogger } from 'fastify';
import { GraphQLError } from 'graphql';
import { Fault, type FaultCode } from '../lib/fault.ts';
import { newId } from '../lib/ids.ts';
import { maxTokens } from './query-limits.ts';

/** What a resolver threw, or what stopped the request before any resolver ran. */
export function originalError(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? originalError(error.originalError) : error;
}

const statusOf: Readonly<Partial<Record<FaultCode, number>>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  TOO_MANY_REQUESTS: 429,
};

/** Whatever stopped a request as a whole; of a fault of the caller's, HTTP has a status and headers to say. */
export function toRefusal(error: unknown): unknown {
  if (!(error instanceof Fault)) return error;
  const { code, details, message } = error;
  const headers = new HeaderMap();
  if (code === 'UNAUTHENTICATED') headers.set('www-authenticate', 'Bearer');
  if (details.retryAfterSeconds !== undefined) headers.set('retry-after', String(details.retryAfterSeconds));
  const http = { status: statusOf[code] ?? 400, headers };
  return new GraphQLError(message, { originalError: error, extensions: { http } });
}

/**
 * Formats errors for callers. A fault of the caller is shown; of any other error only a reference is shown, under
 * which the log has the details.
 */
export const formatErrors =
  (log: FastifyBaseLogger): NonNullable<ApolloServerOptions<object>['formatError']> =>
  ({ message, locations, path, extensions }, error) => {
    const place = { ...(locations && { locations }), ...(path && { path }) };
    const cause = originalError(error);
    if (cause instanceof Fault) {
      return { message: cause.message, ...place, extensions: { code: cause.code, ...cause.details } };
    }
    const code = extensions?.['code'];
    if (code !== ApolloServerErrorCode.INTERNAL_SERVER_ERROR) {
      return { message: inPlainWords(message), ...place, extensions: { code } };
    }
    // graphql has an error without a location only for too many errors in the variables.
    if (cause instanceof GraphQLError && !path) {
      return { message, extensions: { code: ApolloServerErrorCode.BAD_USER_INPUT } };
    }
    const reference = newId();
    log.error({ err: cause, reference }, 'a request met a bug or an outage');
    return {
      message: 'Something went wrong on our side. Please try again in a moment.',
      ...(path && { path }),
      extensions: { code, reference },
    };
  };

/** The longest message in an answer, in characters; graphql's messages repeat a variable's value. */
const longestMessage = 300;

/** Messages of the libraries that are replaced, by their beginning. */
const plainWords: readonly (readonly [begins: string, instead: string])[] = [
  ['POST body missing', 'Send one JSON object with a query, and the content type application/json.'],
  ['Operation batching', 'Send one JSON object with a query, and the content type application/json.'],
  ['GraphQL operations must', 'The query is missing. Send it as text.'],
  ['GraphQL queries must', 'The query is missing. Send it as text.'],
  ['`operationName`', 'The operationName must be text.'],
  ['`variables`', 'The variables must be an object.'],
  ['`extensions`', 'The extensions must be an object.'],
  ['Must provide operation', 'The document has several operations. Say which by its name.'],
  ['Unknown operation', 'The document has no such operation.'],
  ['GET requests only', 'Send mutations by POST.'],
  ['GraphQL introspection', 'This server does not tell its schema.'],
  ['Syntax Error: Document contains more', `The query has more than ${maxTokens} words and signs.`],
];

function inPlainWords(message: string): string {
  const plain = plainWords.find(([begins]) => message.startsWith(begins))?.[1];
  const shown = plain ?? withoutSuggestion(message);
  return shown.length > longestMessage ? `${shown.slice(0, longestMessage)}…` : shown;
}

/** graphql suggests similar names, which would disclose the schema piece by piece. */
export function withoutSuggestion(message: string): string {
  const start = message.endsWith('?') ? message.indexOf(' Did you mean ') : -1;
  return start < 0 ? message : message.slice(0, start);
}
