import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import { isOutage } from '../db/outage.ts';
import { Fault } from '../lib/fault.ts';
import { newId } from '../lib/ids.ts';
import { causeOf } from './cause-of.ts';
import { Context, type ContextParts } from './context.ts';
import { retryAfterSeconds } from './health.route.ts';
import { inPlainWords, maxTokens, queryLimitRules } from './query-limits.ts';
import { requestGate } from './request-gate.ts';
import { createSchema } from './schema.ts';

/** Serves the API at `/graphql`, by POST and JSON only. Who opens it in a browser is shown the explorer, where there is one. */
export async function serveGraphql(
  app: FastifyInstance,
  parts: ContextParts,
  { introspection, explorer }: { introspection: boolean; explorer: boolean },
): Promise<void> {
  const apollo = new ApolloServer<Context>({
    schema: await createSchema(),
    introspection,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    validationRules: queryLimitRules,
    // Nobody needs a document to be remembered under its hash, and a stranger could fill the memory with them.
    persistedQueries: false,
    parseOptions: { maxTokens },
    logger: app.log,
    plugins: [
      fastifyApolloDrainPlugin(app),
      // It watches every field of every answer, and no answer may be kept by a cache anyway.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      requestGate(parts.stores, app.log),
      outageShowsInStatus,
    ],
    formatError: (formatted, error) => toCaller(formatted, causeOf(error), app),
    nodeEnv: 'production',
    stopOnTerminationSignals: false,
  });
  await apollo.start();

  const handler = fastifyApolloHandler(apollo, {
    context: async (request, reply) => new Context(parts, request, reply),
  });
  app.route({
    url: '/graphql',
    method: ['POST', 'OPTIONS'],
    onRequest: (_request, reply, done) => {
      void reply.header('cache-control', 'no-store');
      done();
    },
    handler,
  });
  app.get('/graphql', async ({ headers }, reply) => {
    if (explorer && headers.accept?.includes('text/html')) return reply.redirect('/graphql/explorer', 303);
    return reply.status(405).header('allow', 'POST, OPTIONS').send({ error: 'The API answers to POST and JSON only.' });
  });
}

/** Load balancers and callers that go by the status alone may send elsewhere, or again. */
const outageShowsInStatus: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async willSendResponse({ errors = [], response: { http } }) {
        if (!errors.some((error) => isOutage(causeOf(error)))) return;
        http.status = 503;
        http.headers.set('retry-after', retryAfterSeconds);
      },
    };
  },
};

/** Where a caller's variables nearly fit, graphql names what would; that would tell the schema piece by piece. */
const withoutSuggestion = (message: string) => message.replace(/ Did you mean .*\?$/s, '');

/** The caller's own faults are told as they are; of ours, only a reference under which the log has the rest. */
function toCaller(formatted: GraphQLFormattedError, error: unknown, app: FastifyInstance): GraphQLFormattedError {
  const { locations, path } = formatted;
  const place = { ...(locations && { locations }), ...(path && { path }) };
  if (error instanceof Fault) {
    return { message: error.message, ...place, extensions: { code: error.code, ...error.details } };
  }
  const code = formatted.extensions?.['code'];
  if (code !== undefined && code !== 'INTERNAL_SERVER_ERROR') {
    return { message: inPlainWords(withoutSuggestion(formatted.message)), ...place, extensions: { code } };
  }
  const reference = newId();
  app.log.error({ err: error, reference }, 'a request met a bug or an outage');
  return {
    message: 'Something went wrong on our side. Please try again in a moment.',
    ...(path && { path }),
    extensions: { code: 'INTERNAL_SERVER_ERROR', reference },
  };
}
