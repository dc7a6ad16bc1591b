/** The stable codes of a caller's faults, as `extensions.code` shows them. */
export type FaultCode = 'BAD_USER_INPUT' | 'UNAUTHENTICATED' | 'FORBIDDEN' | 'NOT_FOUND' | 'TOO_MANY_REQUESTS';

/** A fault of the caller: thrown by use cases, turned into a GraphQL error at the edge. Nothing was changed. */
export class Fault extends Error {
  constructor(
    readonly code: FaultCode,
    /** Plain words, fit for a screen: what is wrong and what to do. */
    message: string,
    readonly details: { field?: string; retryAfterSeconds?: number } = {},
  ) {
    super(message);
  }
}

/** What the caller typed does not make sense. */
export const badInput = (field: string, message: string): Fault => new Fault('BAD_USER_INPUT', message, { field });

/** There is no such thing, or it belongs to someone else: the answer is the same. */
export const notFound = (what: string): Fault => new Fault('NOT_FOUND', `We can't find that ${what}.`);
