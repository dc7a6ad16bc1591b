import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { execute } from 'graphql';
import { isDatabaseUnavailable } from '../db/database-unavailable.ts';
import { Fault } from '../lib/fault.ts';
import { Context, type ContextParts } from './context.ts';
import { Documents } from './documents.ts';
import { causeOf, statusOfFault, toCaller } from './graphql-errors.ts';
import { type GraphqlAnswer, readGraphqlRequest, RequestRefused } from './graphql-request.ts';
import { retryAfterSeconds } from './health.route.ts';
import { RequestGate } from './request-gate.ts';
import { createSchema } from '../app/schema.ts';

/** Serves the API at `/graphql`, by POST and JSON only. Who opens it in a browser is shown the explorer, where there is one. */
export async function serveGraphql(
  app: FastifyInstance,
  parts: ContextParts,
  { introspection, explorer }: { introspection: boolean; explorer: boolean },
): Promise<void> {
  const schema = await createSchema();
  const documents = new Documents(schema, introspection);
  const gate = new RequestGate(parts.stores, schema, app.log);

  app.post('/graphql', async (request, reply) => {
    const { status, result } = await answer(request, reply).catch((error: unknown) => refusal(error, reply));
    return reply
      .status(status)
      .headers({ 'cache-control': 'no-store', 'content-type': mediaTypeFor(request) })
      .send(JSON.stringify(result));
  });

  /** @throws RequestRefused, a Fault or an outage when nothing was run. */
  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<GraphqlAnswer> {
    const asked = documents.find(readGraphqlRequest(request.body));
    const context = new Context(parts, request, reply);
    const turn = await gate.enter(context, asked, reply);
    if (turn?.answer !== undefined) return turn.answer;

    const { document, operationName, variables } = asked;
    const { data, errors } = await execute({
      schema,
      document,
      contextValue: context,
      variableValues: variables,
      operationName,
    });
    const answered: GraphqlAnswer = {
      // Without data, not even the variables fitted.
      status: data === undefined ? 400 : 200,
      result: {
        ...(errors && { errors: errors.map((error) => toCaller(error, app.log, data === undefined)) }),
        ...(data !== undefined && { data }),
      },
    };
    const cutOff = errors?.some((error) => isDatabaseUnavailable(causeOf(error))) ?? false;
    if (cutOff) outageShows(answered, reply);
    if (turn) await gate.leave(turn.claim, asked, answered, cutOff);
    return answered;
  }

  /** The answer to a request of which nothing was run. */
  function refusal(error: unknown, reply: FastifyReply): GraphqlAnswer {
    if (error instanceof RequestRefused) return { status: error.status, result: { errors: error.errors } };
    const answered: GraphqlAnswer = { status: 500, result: { errors: [toCaller(error, app.log)] } };
    if (error instanceof Fault) answered.status = statusOfFault(error, reply);
    if (isDatabaseUnavailable(error)) outageShows(answered, reply);
    return answered;
  }

  app.route({
    url: '/graphql',
    method: ['GET', 'OPTIONS'],
    handler: async ({ method, headers }, reply) => {
      void reply.header('cache-control', 'no-store');
      if (explorer && method === 'GET' && headers.accept?.includes('text/html')) {
        return reply.redirect('/graphql/explorer', 303);
      }
      return reply.status(405).header('allow', 'POST').send({ error: 'The API answers to POST and JSON only.' });
    },
  });
}

/** Load balancers and callers that go by the status alone may send elsewhere, or again. */
function outageShows(answered: GraphqlAnswer, reply: FastifyReply): void {
  answered.status = 503;
  void reply.header('retry-after', retryAfterSeconds);
}

/** Both are JSON; the newer name is for callers that know it (GraphQL over HTTP). */
const mediaTypeFor = ({ headers }: FastifyRequest) =>
  headers.accept?.includes('application/graphql-response+json')
    ? 'application/graphql-response+json; charset=utf-8'
    : 'application/json; charset=utf-8';
