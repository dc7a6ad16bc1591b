import { Server } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { notReady } from './health.route.ts';

/** How long an idle connection may stay open, in milliseconds. */
const lastChance = 1000;

/**
 * Prepares a graceful shutdown. The returned function, called once, first answers `/readyz` with "not ready" for
 * the drain time, so that load balancers send nothing more; then it refuses new connections, answers the requests
 * on open ones, and resolves when all connections have ended.
 *
 * Node and Fastify close an idle connection at once, even when a request is on its way over it; its sender could
 * not know whether it took effect.
 *
 * @param drainSeconds how long balancers need to notice.
 */
export function prepareGracefulShutdown(app: FastifyInstance, drainSeconds: number): () => Promise<void> {
  let draining = false;
  let stopping = false;
  app.addHook('onRequest', async (request, reply) => {
    if (draining && request.routeOptions.url === '/readyz') return reply.status(503).send(notReady('stopping'));
  });
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (stopping) void reply.header('connection', 'close');
    done();
  });
  return async () => {
    draining = true;
    await setTimeout(drainSeconds * 1000);
    stopping = true;
    const ended = Promise.withResolvers<unknown>();
    // Not the HTTP server's own close(), which ends idle connections at once.
    Server.prototype.close.call(app.server, ended.resolve);
    const idle = setInterval(() => app.server.closeIdleConnections(), lastChance);
    await ended.promise;
    clearInterval(idle);
  };
}
