import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql';

/** What a caller sends: a document, which of its operations is meant, and the values of its variables. */
export interface GraphqlRequest {
  query: string;
  operationName: string | undefined;
  variables: Record<string, unknown> | undefined;
}

/** What is answered, and the HTTP status it comes with. */
export interface GraphqlAnswer {
  status: number;
  result: FormattedExecutionResult;
}

/** A request of which nothing was run, with what its sender is told. */
export class RequestRefused extends Error {
  constructor(
    readonly status: number,
    readonly errors: readonly GraphQLFormattedError[],
  ) {
    super(errors[0]?.message);
  }
}

/** @throws RequestRefused with one message and the code that stands for it. */
export function refuseRequest(code: string, message: string, status = 400): never {
  throw new RequestRefused(status, [{ message, extensions: { code } }]);
}

/**
 * Reads the body of a request to the API.
 *
 * @throws RequestRefused when it is not one operation as GraphQL over HTTP has it.
 */
export function readGraphqlRequest(body: unknown): GraphqlRequest {
  if (!isObject(body)) {
    return refuseRequest('BAD_REQUEST', 'Send one JSON object with a query, and the content type application/json.');
  }
  const { query, operationName, variables, extensions } = body;
  // The name that clients know it by; they then send the whole document.
  if (isObject(extensions) && extensions['persistedQuery']) {
    return refuseRequest('PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported', 200);
  }
  if (typeof query !== 'string' || query === '') {
    return refuseRequest('BAD_REQUEST', 'The query is missing. Send it as text.');
  }
  if (!isAbsentOr(operationName, (name): name is string => typeof name === 'string')) {
    return refuseRequest('BAD_REQUEST', 'The operationName must be text.');
  }
  if (!isAbsentOr(variables, isObject)) return refuseRequest('BAD_REQUEST', 'The variables must be an object.');
  return { query, operationName: operationName ?? undefined, variables: variables ?? undefined };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isAbsentOr = <Kind>(value: unknown, is: (value: unknown) => value is Kind): value is Kind | null | undefined =>
  value === undefined || value === null || is(value);
