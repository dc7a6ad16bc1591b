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
/** How often the server is asked while the warning is shown. */
const recheckEveryMs = 10_000;
const tickMs = 1000;

/**
 * Extends a session while the person uses the page, at most once a minute; returns a warning when its end is near;
 * calls `onEnd` when it is over. Other tabs may have extended or ended the same session, so the server is asked first.
 */
export function useSessionWatch({ life, read, stay, onEnd }: WatchedSession) {
  const ends = useRef<Ends>(endsOf(life));
  const [warning, setWarning] = useState(() => warningOf(ends.current));
  const latest = useRef({ read, stay, onEnd });
  latest.current = { read, stay, onEnd };
  const ended = useRef(false);
  useEffect(() => {
    ended.current = false;
    // An answer that comes after the page was left, as by signing out, must not end anything.
    return () => {
      ended.current = true;
    };
  }, []);

  const end = useCallback((why: SessionEnd) => {
    if (ended.current) return;
    ended.current = true;
    latest.current.onEnd(why);
  }, []);

  const update = useCallback((next: SessionLife) => {
    ends.current = endsOf(next);
    setWarning(warningOf(ends.current));
  }, []);

  const check = useCallback(async () => {
    const over = left(ends.current) <= 0;
    try {
      const next = await latest.current.read();
      if (next === null) end(over ? 'idle' : 'elsewhere');
      else update(next);
    } catch (error) {
      // The server is unreachable and the session is over: what is on the screen must not stay there.
      if (over) end('idle');
      else if (toRequestError(error).kind === 'signed-out') end('elsewhere');
    }
  }, [end, update]);

  const extend = useCallback(async (): Promise<RequestError | undefined> => {
    try {
      update(await latest.current.stay());
      return undefined;
    } catch (cause) {
      const error = toRequestError(cause);
      if (error.kind === 'signed-out') end(left(ends.current) <= 0 ? 'idle' : 'elsewhere');
      return error;
    }
  }, [end, update]);

  useSessionChecks(ends, check);
  useExtensionOnUse(ends, extend);
  return { warning, stay: extend };
}

/** Reads the session again when its end or the warning is over, and when the person comes back to the page. */
function useSessionChecks(ends: { readonly current: Ends }, check: () => Promise<void>) {
  useEffect(() => {
    let checkedAt = Date.now();
    const checkNow = () => {
      checkedAt = Date.now();
      void check();
    };
    const tick = () => {
      const remaining = left(ends.current);
      if (remaining > ends.current.warnMs) return;
      if (Date.now() - checkedAt >= (remaining <= 0 ? tickMs : recheckEveryMs)) checkNow();
    };
    const onReturn = () => document.visibilityState === 'visible' && checkNow();
    const timer = setInterval(tick, tickMs);
    document.addEventListener('visibilitychange', onReturn);
    window.addEventListener('pageshow', onReturn);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onReturn);
      window.removeEventListener('pageshow', onReturn);
    };
  }, [ends, check]);
}

/** Counts a press or a key as use of the page, except while the warning asks for a clear answer. */
function useExtensionOnUse(ends: { readonly current: Ends }, stay: () => Promise<unknown>) {
  useEffect(() => {
    let extendedAt = -Infinity;
    const use = () => {
      if (Date.now() - extendedAt < extendEveryMs || warningOf(ends.current) !== undefined) return;
      extendedAt = Date.now();
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
