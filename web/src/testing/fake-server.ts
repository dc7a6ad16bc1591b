import { vi } from 'vitest';

type Variables = Readonly<Record<string, unknown>>;
type Answer = Readonly<Record<string, unknown>> | Promise<Readonly<Record<string, unknown>>>;

/** A request as it left the page, with the address bar as it was at that moment. */
export interface Asked {
  readonly operation: string;
  readonly variables: Variables;
  readonly addressBar: string;
}

/** Thrown by an answer that is a fault, in the shape of a GraphQL error. */
export class GraphQLFault extends Error {
  readonly extensions: Readonly<Record<string, unknown>>;

  constructor(message: string, extensions: Readonly<Record<string, unknown>>) {
    super(message);
    this.extensions = extensions;
  }
}

/**
 * Takes the place of the server behind `fetch`, for one test. An operation without an answer of its
 * own finds the server out of reach.
 *
 * @returns what was asked, in order.
 */
export function fakeServer(answers: Readonly<Record<string, (variables: Variables) => Answer>>): Asked[] {
  const asked: Asked[] = [];
  vi.stubGlobal('fetch', async (_url: string, { body }: { readonly body: string }) => {
    const { operationName, variables } = JSON.parse(body) as { operationName: string; variables: Variables };
    asked.push({ operation: operationName, variables, addressBar: location.href });
    const answer = answers[operationName];
    if (answer === undefined) throw new TypeError('Failed to fetch');
    return reply(await outcome(answer, variables));
  });
  return asked;
}

/** What the latest request for an operation carried; undefined when there was none. */
export function latest(asked: readonly Asked[], operation: string): Variables | undefined {
  return asked.findLast((request) => request.operation === operation)?.variables;
}

async function outcome(answer: (variables: Variables) => Answer, variables: Variables) {
  try {
    return { data: await answer(variables) };
  } catch (error) {
    if (!(error instanceof GraphQLFault)) throw error;
    return { data: null, errors: [{ message: error.message, extensions: error.extensions }] };
  }
}

function reply(body: unknown): Response {
  return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/graphql-response+json' } });
}
