import { newId } from '../lib/ids.ts';
import { newSessionToken } from './session-token.ts';

/** How long sessions live, in minutes; the operator sets both. */
export interface SessionLifetimes {
  idleMinutes: number;
  lifetimeMinutes: number;
}

/** The browser that signs in: what it says it is, and the session that the new one takes the place of. */
export interface Browser {
  device: string;
  current: { practiceId: string; sessionId: string } | undefined;
}

/** A session about to start: its row, and the text that only the browser will hold. */
export interface NewSession extends SessionLifetimes {
  id: string;
  tokenHash: Buffer;
  /** The text for the cookie, once it is known at which practice; never stored or logged. */
  textFor: (practiceId: string) => string;
  device: string;
  replaces: Browser['current'];
}

/** Prepares a session with a new id and a new token; nothing of an older session lives on in it. */
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
