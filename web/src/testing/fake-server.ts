import { vi } from 'vitest';

type Variables = Readonly<Record<string, unknown>>;
type Answer = Readonly<Record<string, unknown>> | Promise<Readonly<Record<string, unknown>>>;

/** A request as it left the page, with the address bar as it was at that moment. */
export interface RecordedRequest {
  readonly operation: string;
  readonly variables: Variables;
  readonly addressBar: string;
}

/** Thrown by an answer that is to be a GraphQL error. */
export class FakeGraphQLError extends Error {
  readonly extensions: Readonly<Record<string, unknown>>;

  constructor(message: string, extensions: Readonly<Record<string, unknown>>) {
    super(message);
    this.extensions = extensions;
  }
}

/**
 * Takes the place of the server behind `fetch`, for one test. An operation without an answer of its
 * own finds the server unreachable.
 *
 * @returns the requests, in order.
 */
export function fakeServer(answers: Readonly<Record<string, (variables: Variables) => Answer>>): RecordedRequest[] {
  const requests: RecordedRequest[] = [];
  vi.stubGlobal('fetch', async (_url: string, { body }: { readonly body: string }) => {
    const { operationName, variables } = JSON.parse(body) as { operationName: string; variables: Variables };
    requests.push({ operation: operationName, variables, addressBar: location.href });
    const answer = answers[operationName];
    if (answer === undefined) throw new TypeError('Failed to fetch');
    return reply(await outcome(answer, variables));
  });
  return requests;
}

/** What the latest request for an operation carried; undefined when there was none. */
export function latestVariables(requests: readonly RecordedRequest[], operation: string): Variables | undefined {
  return requests.findLast((request) => request.operation === operation)?.variables;
}

async function outcome(answer: (variables: Variables) => Answer, variables: Variables) {
  try {
    return { data: await answer(variables) };
  } catch (error) {
    if (!(error instanceof FakeGraphQLError)) throw error;
    return { data: null, errors: [{ message: error.message, extensions: error.extensions }] };
  }
}

function reply(body: unknown): Response {
  return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/graphql-response+json' } });
}
