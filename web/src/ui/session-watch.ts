import { useCallback, useEffect, useRef, useState } from 'react';

import { type RequestError, toRequestError } from '../api/request-error.ts';

/** How much of a session is left, in seconds, by the server's clock. */
export interface SessionLife {
  readonly idleSecondsLeft: number;
  readonly secondsLeft: number;
  readonly warnSeconds: number;
}

/** Why somebody is no longer signed in: nobody used the page for long, or it was ended elsewhere. */
export type SessionEnd = 'idle' | 'elsewhere';

export interface WatchedSession {
  readonly life: SessionLife;
  /** Reads the session without extending it; null when there is none any more. */
  readonly read: () => Promise<SessionLife | null>;
  /** Extends the session. */
  readonly stay: () => Promise<SessionLife>;
  readonly onEnd: (end: SessionEnd) => void;
}

export interface SessionWarning {
  /** When the session ends, in milliseconds of this browser's clock. */
  readonly endsAt: number;
  /** False when the absolute end is near, which nothing extends. */
  readonly canStay: boolean;
}

interface Ends {
  readonly idleAt: number;
  readonly absoluteAt: number;
  readonly warnMs: number;
}

const extendEveryMs = 60_000;
const recheckEveryMs = 10_000;

/**
 * Extends a session while the person uses the page, at most once a minute; returns a warning when its end is near;
 * calls `onEnd` when it is over. Other tabs may have extended or ended the same session, so the server is asked first.
 */
export function useSessionWatch({ life, read, stay, onEnd }: WatchedSession) {
  const ends = useRef<Ends>(endsOf(life));
  const [warning, setWarning] = useState(() => warningOf(ends.current));
  const latest = useRef({ read, stay, onEnd });
  latest.current = { read, stay, onEnd };
  const over = useRef(false);
  useEffect(() => {
    over.current = false;
    // An answer that comes after the page was left, as by signing out, must not end anything.
    return () => {
      over.current = true;
    };
  }, []);

  const end = useCallback((why: SessionEnd) => {
    if (over.current) return;
    over.current = true;
    latest.current.onEnd(why);
  }, []);

  const take = useCallback((next: SessionLife) => {
    ends.current = endsOf(next);
    setWarning(warningOf(ends.current));
  }, []);

  const look = useCallback(async () => {
    const due = left(ends.current) <= 0;
    try {
      const next = await latest.current.read();
      if (next === null) end(due ? 'idle' : 'elsewhere');
      else take(next);
    } catch (error) {
      // The server is unreachable and the session is over: what is on the screen must not stay there.
      if (due) end('idle');
      else if (toRequestError(error).kind === 'signed-out') end('elsewhere');
    }
  }, [end, take]);

  const stayNow = useCallback(async (): Promise<RequestError | undefined> => {
    try {
      take(await latest.current.stay());
      return undefined;
    } catch (cause) {
      const error = toRequestError(cause);
      if (error.kind === 'signed-out') end(left(ends.current) <= 0 ? 'idle' : 'elsewhere');
      return error;
    }
  }, [end, take]);

  useSessionChecks(ends, look);
  useExtensionOnUse(ends, stayNow);
  return { warning, stay: stayNow };
}

/** Reads the session again when its end or the warning is due, and when the person comes back to the page. */
function useSessionChecks(ends: { readonly current: Ends }, look: () => Promise<void>) {
  useEffect(() => {
    let lookedAt = Date.now();
    const lookNow = () => {
      lookedAt = Date.now();
      void look();
    };
    const tick = () => {
      const remaining = left(ends.current);
      if (remaining <= 0 ? Date.now() - lookedAt >= 1000 : remaining <= ends.current.warnMs && isTime(lookedAt))
        lookNow();
    };
    const comeBack = () => document.visibilityState === 'visible' && lookNow();
    const timer = setInterval(tick, 1000);
    document.addEventListener('visibilitychange', comeBack);
    window.addEventListener('pageshow', comeBack);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', comeBack);
      window.removeEventListener('pageshow', comeBack);
    };
  }, [ends, look]);
}

/** Counts a press or a key as use of the page, except while the warning asks for a clear answer. */
function useExtensionOnUse(ends: { readonly current: Ends }, stay: () => Promise<unknown>) {
  useEffect(() => {
    let stayedAt = -Infinity;
    const use = () => {
      if (Date.now() - stayedAt < extendEveryMs || warningOf(ends.current) !== undefined) return;
      stayedAt = Date.now();
      void stay();
    };
    window.addEventListener('pointerdown', use, true);
    window.addEventListener('keydown', use, true);
    return () => {
      window.removeEventListener('pointerdown', use, true);
      window.removeEventListener('keydown', use, true);
    };
  }, [ends, stay]);
}

const isTime = (lookedAt: number) => Date.now() - lookedAt >= recheckEveryMs;

function endsOf({ idleSecondsLeft, secondsLeft, warnSeconds }: SessionLife): Ends {
  const now = Date.now();
  return { idleAt: now + idleSecondsLeft * 1000, absoluteAt: now + secondsLeft * 1000, warnMs: warnSeconds * 1000 };
}

function left({ idleAt, absoluteAt }: Ends): number {
  return Math.min(idleAt, absoluteAt) - Date.now();
}

function warningOf(ends: Ends): SessionWarning | undefined {
  if (left(ends) > ends.warnMs) return undefined;
  return { endsAt: Math.min(ends.idleAt, ends.absoluteAt), canStay: ends.idleAt < ends.absoluteAt };
}
