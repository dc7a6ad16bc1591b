import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { formatPhone } from '../lib/phone.ts';
import { portalGuide } from './portal-guide.ts';
import type { GuideFacts } from './portal-guide-texts.ts';
import { portalQrSvg } from './portal-qr.ts';
import type { Portal } from './portal.ts';
import type { PracticeStore } from './practice.store.ts';

/** A file, and its ETag. */
interface Answer {
  body: Buffer | string;
  tag: string;
}

/** Serves the guide for clients as a PDF, and the portal's address as a QR code. */
export function servePortalGuide(
  app: FastifyInstance,
  { practices, publicOrigin }: { practices: PracticeStore; publicOrigin: string },
): void {
  // Drawing a guide is slow. Requests for the same guide at the same moment wait for one drawing.
  const guides = new LRUCache<string, Answer, GuideFacts>({
    max: 200,
    fetchMethod: async (_key, _old, { context }) => withTag(await portalGuide(context)),
  });
  const urlOf = ({ slug }: Portal) => `${publicOrigin}/${slug}`;

  const guideOf = async (portal: Portal): Promise<Answer> => {
    const { name, mailName, linkLifetimeMinutes, pinLifetimeMinutes } = portal;
    const { phone } = formatPhone(portal.phone);
    const facts = { name, mailName, linkLifetimeMinutes, pinLifetimeMinutes, phone, url: urlOf(portal) };
    return guides.forceFetch(JSON.stringify(facts), { context: facts });
  };

  app.get<{ Params: { slug: string } }>('/:slug/guide.pdf', async (request, reply) => {
    const portal = await practices.findPortal(request.params.slug);
    if (!portal) return reply.callNotFound();
    reply.header('content-disposition', `inline; filename="${portal.slug}-portal-guide.pdf"`);
    return answer(request, reply.type('application/pdf'), await guideOf(portal));
  });

  app.get<{ Params: { slug: string } }>('/:slug/qr.svg', async (request, reply) => {
    const portal = await practices.findPortal(request.params.slug);
    if (!portal) return reply.callNotFound();
    return answer(request, reply.type('image/svg+xml'), withTag(portalQrSvg(urlOf(portal))));
  });
}

const withTag = <Body extends Buffer | string>(body: Body) => ({
  body,
  tag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
});

/** Browsers may store the file and revalidate it at each request. */
function answer(request: FastifyRequest, reply: FastifyReply, { body, tag }: Answer): FastifyReply {
  reply.header('cache-control', 'no-cache').header('etag', tag);
  return request.headers['if-none-match'] === tag ? reply.status(304).send() : reply.send(body);
}
