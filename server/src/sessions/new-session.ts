import { newId } from '../lib/ids.ts';
import { newSessionToken } from './session-token.ts';

/** The lifetimes of sessions, in minutes, from the configuration. */
export interface SessionLifetimes {
  idleMinutes: number;
  lifetimeMinutes: number;
}

/** The browser that signs in: its user agent, and the session that the new one replaces. */
export interface Browser {
  device: string;
  current: { practiceId: string; sessionId: string } | undefined;
}

/** A session that is about to start: its row, and the token for the cookie. */
export interface NewSession extends SessionLifetimes {
  id: string;
  tokenHash: Buffer;
  /** Makes the cookie's text for a practice; it is never stored or logged. */
  textFor: (practiceId: string) => string;
  device: string;
  replaces: Browser['current'];
}

/** Prepares a session with a new id and a new token, so that session fixation is impossible. */
export function newSession(browser: Browser, lifetimes: SessionLifetimes): NewSession {
  const token = newSessionToken();
  return {
    id: newId(),
    tokenHash: token.hash,
    textFor: token.textFor,
    device: browser.device,
    replaces: browser.current,
    ...lifetimes,
  };
}
