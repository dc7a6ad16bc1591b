/** The stable codes of a caller's faults, as `extensions.code` shows them. */
export type FaultCode = 'BAD_USER_INPUT' | 'UNAUTHENTICATED' | 'FORBIDDEN' | 'NOT_FOUND' | 'TOO_MANY_REQUESTS';

/** A fault of the caller: thrown by use cases, turned into a GraphQL error at the edge. Nothing was changed. */
export class Fault extends Error {
  constructor(
    readonly code: FaultCode,
    /** A sentence for the screen: what is wrong and what to do. */
    message: string,
    readonly details: { field?: string; retryAfterSeconds?: number } = {},
  ) {
    super(message);
  }
}

/** The input is invalid. */
export const badInput = (field: string, message: string): Fault => new Fault('BAD_USER_INPUT', message, { field });

/** It does not exist, or it belongs to another practice: the answer is the same. */
export const notFound = (what: string): Fault => new Fault('NOT_FOUND', `We can't find that ${what}.`);
