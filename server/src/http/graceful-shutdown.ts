import { Server } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { notReady } from './health.route.ts';

/** How long, in milliseconds, a connection may stay open that nobody asks anything over. */
const lastChance = 1000;

/**
 * Prepares a server for its end. What this returns, called once, first says at `/readyz` for a while
 * that the server is not ready, so that balancers send nothing more; then it refuses new connections,
 * answers what is under way or still comes over those that are open, and resolves when all have ended.
 *
 * Node and Fastify would end an open connection while a request is on its way over it, and whoever
 * sent it could not know whether it was done.
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
    // Not the HTTP server's own close, which ends idle connections at once.
    Server.prototype.close.call(app.server, ended.resolve);
    const idle = setInterval(() => app.server.closeIdleConnections(), lastChance);
    await ended.promise;
    clearInterval(idle);
  };
}
