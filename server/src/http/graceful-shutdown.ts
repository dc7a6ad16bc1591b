import { Server } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** How long, in milliseconds, a connection may stay open that nobody asks anything over. */
const lastChance = 1000;

/**
 * Prepares a server for its end. What this returns, called once, refuses new connections, answers
 * what is under way or still comes over those that are open, and resolves when all have ended.
 *
 * Node and Fastify would end an open connection while a request is on its way over it, and whoever
 * sent it could not know whether it was done.
 */
export function prepareGracefulShutdown(app: FastifyInstance): () => Promise<void> {
  let stopping = false;
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (stopping) void reply.header('connection', 'close');
    done();
  });
  return async () => {
    stopping = true;
    const ended = Promise.withResolvers<unknown>();
    // Not the HTTP server's own close, which ends idle connections at once.
    Server.prototype.close.call(app.server, ended.resolve);
    const idle = setInterval(() => app.server.closeIdleConnections(), lastChance);
    await ended.promise;
    clearInterval(idle);
  };
}
