import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';
import { deviceName } from '../lib/device-name.ts';
import { Fault } from '../lib/fault.ts';
import type { PortalSession, Session, StaffBrowserSession, StaffSession, ViewerKind } from '../sessions/session.ts';
import type { SessionCookies } from './cookies.ts';
import { type LimitedAct, type Limits, networkOf } from './limits.ts';

/**
 * What all requests share. The composition root adds the stores and their loaders (app/context-parts.ts), so
 * that this file depends on no slice.
 */
export interface ContextParts {
  /** Finds who acts with an API key. @throws Fault UNAUTHENTICATED when the key does not work. */
  findKey(text: string): Promise<StaffSession>;
  /** Finds the session of a cookie; undefined when it has ended. */
  findSession(kind: ViewerKind, text: string): Promise<Session | undefined>;
  cookies: SessionCookies;
  limits: Limits;
  publicOrigin: string;
}

/** The context of a request, for resolvers. */
export class Context {
  // Apollo Server copies it, and a copy has no #private fields.
  private readonly sessions = new Map<ViewerKind, Promise<Session | undefined>>();
  private readonly bearer: string | undefined;
  private key: Promise<StaffSession> | undefined;
  private loaded: ReturnType<ContextParts['createLoaders']> | undefined;

  constructor(
    private readonly parts: ContextParts,
    private readonly request: FastifyRequest,
    private readonly reply: FastifyReply,
    /** Whether cookies count; without them, only an API key identifies the caller. */
    private readonly options: { cookies: boolean } = { cookies: true },
  ) {
    this.bearer = bearerIn(request.headers.authorization ?? '');
  }

  get stores(): ContextParts['stores'] {
    return this.parts.stores;
  }

  /** The origin of every URL in answers and mails, from the configuration and never from the request. */
  get publicOrigin(): string {
    return this.parts.publicOrigin;
  }

  /** The log of this request. */
  get logger(): FastifyBaseLogger {
    return this.request.log;
  }

  /** The network address of the caller. */
  get network(): string {
    return networkOf(this.request.ip);
  }

  /** The Idempotency-Key of the request. */
  get idempotencyKey(): string | undefined {
    const header = this.request.headers['idempotency-key'];
    return typeof header === 'string' ? header : undefined;
  }

  /** The batched reads of this request, within the caller's practice. */
  async loaders(): Promise<ReturnType<ContextParts['createLoaders']>> {
    const { practiceId } = await this.requireStaff();
    this.loaded ??= this.parts.createLoaders(practiceId);
    return this.loaded;
  }

  /** The signed-in portal account, read once per request. */
  async portalSession(): Promise<PortalSession | undefined> {
    return (await this.lookUp('portal')) as PortalSession | undefined;
  }

  /** The signed-in staff member, read once per request. */
  async staffSession(): Promise<StaffBrowserSession | undefined> {
    return (await this.lookUp('staff')) as StaffBrowserSession | undefined;
  }

  /**
   * The holder of the request's API key, read once per request; undefined without a key.
   *
   * @throws Fault UNAUTHENTICATED when the key is malformed, unknown, revoked or expired.
   */
  async keySession(): Promise<StaffSession | undefined> {
    if (this.bearer === undefined) return undefined;
    this.key ??= this.parts.findKey(this.bearer);
    return this.key;
  }

  /** Whether a session or an API key comes with the request. */
  async isSomeone(): Promise<boolean> {
    const found = (await this.keySession()) ?? (await this.staffSession()) ?? (await this.portalSession());
    return found !== undefined;
  }

  async session(kind: ViewerKind): Promise<Session | undefined> {
    return kind === 'portal' ? this.portalSession() : this.staffSession();
  }

  /** @throws Fault UNAUTHENTICATED */
  async requirePortal(): Promise<PortalSession> {
    return required(await this.portalSession());
  }

  /**
   * Who acts for the practice: the API key's holder, or else the signed-in staff member.
   *
   * @throws Fault UNAUTHENTICATED
   */
  async requireStaff(): Promise<StaffSession> {
    return required((await this.keySession()) ?? (await this.staffSession()));
  }

  /** @throws Fault UNAUTHENTICATED */
  async requireSession(kind: ViewerKind): Promise<Session> {
    return required(await this.session(kind));
  }

  /** The caller's browser, for a new session of this kind. */
  async browser(kind: ViewerKind) {
    const current = await this.session(kind);
    return {
      device: deviceName(this.request.headers['user-agent']),
      current: current && { practiceId: current.practiceId, sessionId: current.sessionId },
    };
  }

  signIn(kind: ViewerKind, sessionText: string): void {
    this.parts.cookies.write(this.reply, kind, sessionText);
    this.sessions.delete(kind);
  }

  signOut(kind: ViewerKind): void {
    this.parts.cookies.clear(this.reply, kind);
    this.sessions.delete(kind);
  }

  /** @throws Fault TOO_MANY_REQUESTS */
  async countAct(act: LimitedAct): Promise<void> {
    await this.parts.limits.count(act, this.request.ip);
  }

  private lookUp(kind: ViewerKind): Promise<Session | undefined> {
    const known = this.sessions.get(kind);
    if (known) return known;
    const found = this.find(kind);
    this.sessions.set(kind, found);
    return found;
  }

  private async find(kind: ViewerKind): Promise<Session | undefined> {
    // A key takes precedence over the cookies that an HTTP library may have kept.
    if (this.bearer !== undefined || !this.options.cookies) return undefined;
    const text = this.parts.cookies.read(this.request, kind);
    return text === undefined ? undefined : this.parts.findSession(kind, text);
  }
}

/**
 * The API key of an Authorization header, whatever it is worth; undefined for other schemes, which belong to whatever
 * stands in front of us. A bare key, or none after Bearer, is a mistake to be told about, not someone without a key.
 */
function bearerIn(authorization: string): string | undefined {
  if (authorization.startsWith('plk_')) return '';
  return /^Bearer(?: +(.*))?$/is.exec(authorization)?.slice(1).join('').trim();
}

function required<Found>(session: Found | undefined): Found {
  if (!session)
    throw new Fault('UNAUTHENTICATED', 'You are not signed in, or your time is over. Please sign in again.');
  return session;
}
