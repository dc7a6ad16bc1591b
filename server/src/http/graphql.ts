import { ApolloServer, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { InMemoryLRUCache } from '@apollo/utils.keyvaluecache';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { Context } from './context.ts';
import { formatErrors } from './graphql-errors.ts';
import { maxErrors, maxTokens, queryLimitRules } from './query-limits.ts';
import { type GateParts, requestGate } from './request-gate.ts';

/** The dependencies of the API. */
export interface GraphqlParts extends Omit<GateParts, 'log'> {
  schema: GraphQLSchema;
  /** Creates the context of a request; without cookies, only an API key identifies the caller. */
  contextFor(request: FastifyRequest, reply: FastifyReply, options: { cookies: boolean }): Context;
  /** Whether a browser that opens the URL is redirected to the explorer. */
  explorer: boolean;
}

/** Serves the API at `/graphql`: everything by POST and JSON, and queries by GET, too (GraphQL over HTTP). */
export async function serveGraphql(app: FastifyInstance, parts: GraphqlParts): Promise<void> {
  const apollo = createApolloServer(app, parts);
  await apollo.start();
  app.addHook('onClose', () => apollo.stop());

  app.route({
    url: '/graphql',
    method: ['GET', 'POST'],
    handler: async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      const reading = request.method !== 'POST';
      if (reading && parts.explorer && request.headers.accept?.includes('text/html')) {
        return reply.redirect('/graphql/explorer', 303);
      }
      const { status, headers, body } = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: toApollo(request),
        // Another site's page can make a browser send a GET with the product's cookies.
        context: async () => parts.contextFor(request, reply, { cookies: !reading }),
      });
      if (body.kind !== 'complete') throw new Error('the schema has nothing that is answered in parts');
      for (const [name, value] of headers) if (name !== 'cache-control') void reply.header(name, value);
      return reply.status(status ?? 200).send(body.string);
    },
  });

  app.options('/graphql', async (_request, reply) =>
    reply
      .status(405)
      .headers({ allow: 'GET, POST', 'cache-control': 'no-store' })
      .send({ error: 'The API answers to POST and JSON, and to queries by GET.' }),
  );
}

function createApolloServer(app: FastifyInstance, parts: GraphqlParts): ApolloServer<Context> {
  const { schema, introspection } = parts;
  return new ApolloServer<Context>({
    schema,
    introspection,
    logger: app.log,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      requestGate({ ...parts, log: app.log }),
    ],
    documentStore: new InMemoryLRUCache<DocumentNode>({ maxSize: mostRemembered, sizeCalculation: lengthOf }),
    parseOptions: { maxTokens },
    validationRules: queryLimitRules,
    validationOptions: { maxErrors, hideSuggestions: true },
    executionOptions: { maxCoercionErrors: maxErrors },
    formatError: formatErrors(app.log),
    stringifyResult: (result) => JSON.stringify(result),
    persistedQueries: false,
    // The JSON parser and the check of the Origin prevent CSRF; by GET, cookies are ignored.
    csrfPrevention: false,
    nodeEnv: 'production',
    stopOnTerminationSignals: false,
  });
}

/** The size of the document cache, in characters of text; the parsed form takes fifty times as much memory. */
const mostRemembered = 200_000;
const lengthOf = ({ loc }: DocumentNode): number => loc?.source.body.length ?? mostRemembered;

/** The longest Accept header that is parsed, in characters; browsers send 150, and Apollo compares each part three times. */
const longestAccept = 500;

function toApollo({ method, headers, url, body }: FastifyRequest): HTTPGraphQLRequest {
  const search = url.indexOf('?');
  const forwarded = new HeaderMap();
  const { accept = '' } = headers;
  // A caller that accepts neither media type gets JSON: Apollo would refuse only after a mutation has run.
  if (accept !== '' && accept.length <= longestAccept) forwarded.set('accept', `${accept}, */*;q=0.001`);
  const contentType = headers['content-type'];
  if (contentType !== undefined) forwarded.set('content-type', contentType);
  return {
    method: method === 'POST' ? 'POST' : 'GET',
    headers: forwarded,
    search: search === -1 ? '' : url.slice(search),
    body,
  };
}
