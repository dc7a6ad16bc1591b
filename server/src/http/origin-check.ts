import type { onRequestHookHandler } from 'fastify';

/**
 * Refuses what another site's page sends in the visitor's name. Browsers put the page's origin on
 * every POST; `null` is a page that hides where it comes from. Programs that are no browser send none.
 */
export const refuseForeignOrigins =
  (publicOrigin: string): onRequestHookHandler =>
  (request, reply, done) => {
    const { origin } = request.headers;
    if (origin === undefined || reading.has(request.method) || isOwn(publicOrigin, origin)) return done();
    void reply.status(403).send({ error: 'This address answers only to its own pages.' });
  };

const reading: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** On one's own machine, `localhost` and the loopback addresses are names for the same place. */
function isOwn(publicOrigin: string, origin: string): boolean {
  if (origin === publicOrigin) return true;
  const [own, other] = [publicOrigin, origin].map((each) => (URL.canParse(each) ? new URL(each) : undefined));
  if (!own || !other || own.protocol !== 'http:' || other.protocol !== 'http:') return false;
  return loopback.has(own.hostname) && loopback.has(other.hostname) && own.port === other.port;
}

const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);
