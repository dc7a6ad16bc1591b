import type { onRequestHookHandler } from 'fastify';

/**
 * Refuses requests of other sites' pages (CSRF). Browsers send the page's origin with every POST; `null` is a page
 * that hides its origin. Other programs send none.
 */
export const refuseForeignOrigins =
  (publicOrigin: string): onRequestHookHandler =>
  (request, reply, done) => {
    const { origin } = request.headers;
    if (origin === undefined || reading.has(request.method) || isOwn(publicOrigin, origin)) return done();
    void reply.status(403).send({ error: 'This address answers only to its own pages.' });
  };

const reading: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** `localhost` and the loopback addresses name the same machine. */
function isOwn(publicOrigin: string, origin: string): boolean {
  if (origin === publicOrigin) return true;
  const [own, other] = [publicOrigin, origin].map((each) => (URL.canParse(each) ? new URL(each) : undefined));
  if (!own || !other || own.protocol !== 'http:' || other.protocol !== 'http:') return false;
  return loopback.has(own.hostname) && loopback.has(other.hostname) && own.port === other.port;
}

const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);
