import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether the route may take its time, as one that reads a large file does. */
    unhurried?: true;
  }
}

/** How long an answer may take, in milliseconds, however many slow statements it needs. */
const answerWithin = 8000;

/** An answer took longer than anybody should wait for it. */
export class TookTooLong extends Error {}

/**
 * Answers with a TookTooLong in time. What was begun goes on, within the limits of its statements.
 * Fastify's own `handlerTimeout` ends with a request's body, before there is anything to wait for.
 */
export function answerInTime(app: FastifyInstance): void {
  app.addHook('preHandler', (request, reply, done) => {
    done();
    if (request.routeOptions.config.unhurried) return;
    const timer = setTimeout(() => {
      if (!reply.sent && !reply.raw.headersSent) void reply.send(new TookTooLong(`after ${answerWithin} ms`));
    }, answerWithin);
    reply.raw.once('close', () => clearTimeout(timer));
  });
}
