import type { FastifyInstance } from 'fastify';

/** How long the check may take, in milliseconds, before this server counts as not ready. */
const patience = 2000;

/** The Retry-After of answers with the status 503, in seconds. */
export const retryAfterSeconds = '5';

/** Why a server is not ready, for operators. */
export type NotReady = 'starting' | 'database' | 'database takes no writes' | 'secret keys' | 'stopping';

/** The body of `/readyz` with the status 503. */
export const notReady = (reason: NotReady) => ({ status: 'not ready', reason });

/**
 * `/healthz`: the process answers. `/readyz`: it can do its work.
 *
 * @param look checks it; undefined when the server is ready.
 */
export function serveHealth(app: FastifyInstance, look: () => Promise<NotReady | undefined>): void {
  app.get('/healthz', { logLevel: 'warn' }, async () => ({ status: 'ok' }));
  app.get('/readyz', { logLevel: 'warn' }, async (_request, reply) => {
    const reason = await inTime(look());
    return reason ? reply.status(503).send(notReady(reason)) : { status: 'ready' };
  });
}

async function inTime(looking: Promise<NotReady | undefined>): Promise<NotReady | undefined> {
  const tooLate = Promise.withResolvers<NotReady>();
  const timer = setTimeout(() => tooLate.resolve('database'), patience);
  try {
    return await Promise.race([looking, tooLate.promise]);
  } finally {
    clearTimeout(timer);
  }
}
