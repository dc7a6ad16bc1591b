import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest, LogController } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from '../lib/config.ts';
import { isDatabaseUnavailable } from '../db/database-unavailable.ts';
import { Fault, type FaultCode } from '../lib/fault.ts';
import { maskSecrets } from '../lib/mask-secrets.ts';
import { answerInTime, TookTooLong } from './answer-in-time.ts';
import { retryAfterSeconds } from './health.route.ts';
import { refuseForeignOrigins } from './origin-check.ts';
import { maxBodyBytes } from './query-limits.ts';
import { securityHeaders } from './security-headers.ts';
import { answerUnreadable, headersWithinMs, requestWithinMs } from './unreadable-requests.ts';

/** Builds the server with what every route has in common: headers, cookies, the check of the Origin, log and errors. */
export async function createApp(config: Config, logger: Logger): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = logger;
  const headers = securityHeaders(config);
  const app: FastifyInstance = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    trustProxy: config.trustedProxies.length > 0 ? config.trustedProxies : false,
    bodyLimit: maxBodyBytes,
    forceCloseConnections: 'idle',
    requestTimeout: requestWithinMs,
    http: { headersTimeout: headersWithinMs, connectionsCheckingInterval: 1000 },
    clientErrorHandler: answerUnreadable(headers),
    // Longer than any URL can be: the router's own refusals lack the security headers.
    routerOptions: { maxParamLength: 20_000 },
    rewriteUrl: ({ url = '/' }) => (isReadable(url) ? url : '/-'),
  });
  app.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(headers);
    done();
  });
  await app.register(cookie);
  app.addHook('onRequest', refuseForeignOrigins(config.publicOrigin));
  logRequests(app);
  answerErrors(app);
  answerInTime(app);
  return app;
}

/** A URL that cannot be decoded is answered with 404. */
function isReadable(url: string): boolean {
  try {
    return decodeURI(url) !== '';
  } catch {
    return false;
  }
}

/** Logs one line for each request: route, status and time. Never a query string, a body or a header. */
function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    const { method } = request;
    const line = { method, path: loggedPath(request.url), status: reply.statusCode, ms: Math.round(reply.elapsedTime) };
    if (request.routeOptions.logLevel !== 'warn') request.log.info(line, 'answered');
    done();
  });
}

/** The longest path in the log, in characters. */
const longestPath = 200;

/**
 * The path of a URL for the log: without the query, without whatever follows `/link`, and not too long. It is masked
 * before it is cut, as half a secret looks like none.
 */
export function loggedPath(url: string): string {
  const [path = ''] = url.split('?', 1);
  const link = path.search(/\/link(?![\w-])/i);
  const masked = maskSecrets(link < 0 ? path : path.slice(0, link + '/link'.length));
  return masked.length > longestPath ? `${masked.slice(0, longestPath)}…` : masked;
}

/** Answers unknown routes, and errors outside GraphQL. */
function answerErrors(app: FastifyInstance): void {
  app.setNotFoundHandler(async (_request, reply) =>
    reply.status(404).send({ error: 'There is nothing at this address.' }),
  );
  app.setErrorHandler<Error & { statusCode?: number; code?: string }>(async (error, request, reply) => {
    if (error instanceof Fault) {
      const { retryAfterSeconds: wait } = error.details;
      if (wait !== undefined) reply.header('retry-after', wait);
      return reply.status(statusOf[error.code]).send({ error: error.message });
    }
    const status = error.statusCode ?? 500;
    if (status < 500) return reply.status(status).send({ error: callersFault(status, error.code) });
    request.log.error({ err: error, reference: request.id }, 'a request met a bug or an outage');
    const outage = isDatabaseUnavailable(error) || error instanceof TookTooLong;
    if (outage) reply.header('retry-after', retryAfterSeconds);
    return reply.status(outage ? 503 : 500).send(internalError(request));
  });
}

/** The log has the error under the reference. */
function internalError({ id: reference, routeOptions }: FastifyRequest): object {
  const message = 'Something went wrong on our side. Please try again in a moment.';
  const inGraphql = { errors: [{ message, extensions: { code: 'INTERNAL_SERVER_ERROR', reference } }] };
  return routeOptions.url === '/graphql' ? inGraphql : { error: message, reference };
}

const statusOf: Readonly<Record<FaultCode, number>> = {
  BAD_USER_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  TOO_MANY_REQUESTS: 429,
};

function callersFault(status: number, code = ''): string {
  if (code.includes('JSON_BODY')) return 'The body is not JSON that can be read.';
  if (status === 413) return `The body is larger than ${maxBodyBytes / 1024} KB.`;
  if (status === 415) return 'Send JSON, with the content type application/json.';
  return 'The request does not make sense.';
}
