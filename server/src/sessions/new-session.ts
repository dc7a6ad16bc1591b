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
  /** For the cookie; never stored or logged. */
  tokenText: string;
  device: string;
  replaces: Browser['current'];
}

/** Prepares a session with a new id and a new token; nothing of an older session lives on in it. */
export function newSession(practiceId: string, browser: Browser, lifetimes: SessionLifetimes): NewSession {
  const token = newSessionToken(practiceId);
  return {
    id: newId(),
    tokenHash: token.hash,
    tokenText: token.text,
    device: browser.device,
    replaces: browser.current,
    ...lifetimes,
  };
}
