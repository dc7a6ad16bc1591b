import type { FastifyRequest, onRequestHookHandler } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether the route writes something although it is asked by GET. */
    writes?: true;
  }
}

/**
 * Refuses requests of other sites' pages (CSRF) to whatever writes. Browsers send the page's origin with every POST;
 * `null` is a page that hides its origin. With a GET they may send none, but say in Sec-Fetch-Site that it comes from
 * another site's page. Other programs send neither.
 */
export const refuseForeignOrigins =
  (publicOrigin: string): onRequestHookHandler =>
  (request, reply, done) => {
    if (!writes(request) || !isForeign(publicOrigin, request)) return done();
    void reply.status(403).send({ error: 'This address answers only to its own pages.' });
  };

const writes = ({ method, routeOptions }: FastifyRequest): boolean =>
  !reading.has(method) || routeOptions.config?.writes === true;

const reading: ReadonlySet<string> = new Set(['GET', 'HEAD']);

function isForeign(publicOrigin: string, { method, headers }: FastifyRequest): boolean {
  if (headers.origin !== undefined) return !isOwn(publicOrigin, headers.origin);
  return reading.has(method) && foreignSites.has(String(headers['sec-fetch-site']));
}

const foreignSites: ReadonlySet<string> = new Set(['cross-site', 'same-site']);

/** `localhost` and the loopback addresses name the same machine. */
function isOwn(publicOrigin: string, origin: string): boolean {
  if (origin === publicOrigin) return true;
  const [own, other] = [publicOrigin, origin].map((each) => (URL.canParse(each) ? new URL(each) : undefined));
  if (!own || !other || own.protocol !== 'http:' || other.protocol !== 'http:') return false;
  return loopback.has(own.hostname) && loopback.has(other.hostname) && own.port === other.port;
}

const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);
