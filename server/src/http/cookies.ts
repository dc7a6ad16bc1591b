import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ViewerKind } from '../sessions/session.ts';

/**
 * The cookies that hold a browser's sessions, one for each kind of viewer. On https they carry the
 * `__Host-` prefix, so that no other host and no page without https can set one.
 */
export class SessionCookies {
  constructor(private readonly secure: boolean) {}

  read(request: FastifyRequest, kind: ViewerKind): string | undefined {
    return request.cookies[this.#name(kind)];
  }

  write(reply: FastifyReply, kind: ViewerKind, text: string): void {
    reply.setCookie(this.#name(kind), text, this.#options());
  }

  clear(reply: FastifyReply, kind: ViewerKind): void {
    reply.clearCookie(this.#name(kind), this.#options());
  }

  #name(kind: ViewerKind): string {
    return `${this.secure ? '__Host-' : ''}porchlight-${kind}`;
  }

  // A session cookie without a lifetime: the database decides when the session ends.
  #options() {
    return { path: '/', httpOnly: true, sameSite: 'lax', secure: this.secure } as const;
  }
}
