import type { FastifyInstance } from 'fastify';
import type { Database } from '../db/database.ts';

/** How long the database may take to answer, in milliseconds, before this server counts as not ready. */
const patience = 2000;

/** When to come back after an answer with the status 503, as its header says. */
export const retryAfterSeconds = '5';

/** `/healthz`: the process answers. `/readyz`: it can do its work, which needs the database. */
export function serveHealth(app: FastifyInstance, database: Database): void {
  app.get('/healthz', { logLevel: 'warn' }, async () => ({ status: 'ok' }));
  app.get('/readyz', { logLevel: 'warn' }, async (_request, reply) => {
    const ready = await answers(database);
    return reply.status(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready' });
  });
}

async function answers(database: Database): Promise<boolean> {
  const tooLate = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => tooLate.resolve(false), patience);
  try {
    return await Promise.race([
      database.ping().then(
        () => true,
        () => false,
      ),
      tooLate.promise,
    ]);
  } finally {
    clearTimeout(timer);
  }
}
