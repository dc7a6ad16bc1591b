import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { showPhone } from '../lib/phone.ts';
import { portalGuide } from './portal-guide.ts';
import { portalQrSvg } from './portal-qr.ts';
import type { PortalFace } from './portal-face.ts';
import type { PracticeStore } from './practice.store.ts';

/** How many guides a server remembers. */
const kept = 200;

/** A file to answer with, and the tag by which a browser asks whether it has changed. */
interface Answer {
  body: Buffer | string;
  tag: string;
}

/** Serves what a practice prints and puts on its web site: the guide for clients, and its address as a QR code. */
export function servePortalGuide(
  app: FastifyInstance,
  { practices, publicOrigin }: { practices: PracticeStore; publicOrigin: string },
): void {
  const guides = new Map<string, Promise<Answer>>();
  const urlOf = ({ slug }: PortalFace) => `${publicOrigin}/${slug}`;

  /** Made once for each state of the practice; many who ask at the same moment wait for one. */
  const guideOf = (face: PortalFace): Promise<Answer> => {
    const { name, mailName, linkLifetimeMinutes, pinLifetimeMinutes } = face;
    const { phone } = showPhone(face.phone);
    const facts = { name, mailName, linkLifetimeMinutes, pinLifetimeMinutes, phone, url: urlOf(face) };
    const key = JSON.stringify(facts);
    const made = guides.get(key) ?? portalGuide(facts).then(withTag);
    guides.delete(key);
    guides.set(key, made);
    made.catch(() => guides.delete(key));
    for (const [oldest] of guides) if (guides.size > kept) guides.delete(oldest);
    return made;
  };

  app.get<{ Params: { slug: string } }>('/:slug/guide.pdf', async (request, reply) => {
    const face = await practices.findPortal(request.params.slug);
    if (!face) return reply.callNotFound();
    reply.header('content-disposition', `inline; filename="${face.slug}-portal-guide.pdf"`);
    return answer(request, reply.type('application/pdf'), await guideOf(face));
  });

  app.get<{ Params: { slug: string } }>('/:slug/qr.svg', async (request, reply) => {
    const face = await practices.findPortal(request.params.slug);
    if (!face) return reply.callNotFound();
    return answer(request, reply.type('image/svg+xml'), withTag(portalQrSvg(urlOf(face))));
  });
}

const withTag = <Body extends Buffer | string>(body: Body) => ({
  body,
  tag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
});

/** Browsers may keep it, and ask each time whether it is still the same. */
function answer(request: FastifyRequest, reply: FastifyReply, { body, tag }: Answer): FastifyReply {
  reply.header('cache-control', 'no-cache').header('etag', tag);
  return request.headers['if-none-match'] === tag ? reply.status(304).send() : reply.send(body);
}
