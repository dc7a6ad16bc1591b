import { useEffect, useRef, useState } from 'react';

import type { GeneratePinMutation } from '../../api/generated/workspace/graphql.ts';
import type { EditedAccess } from './edited-client.ts';

type FreshPin = GeneratePinMutation['generatePin'];
type NewestPin = EditedAccess['newestPin'];

/**
 * The digits of a PIN just made. They live here only: not in Apollo's cache, not in any storage. They
 * are gone when the page is left, and once the server says that the PIN was used, replaced or revoked.
 *
 * @param newest what the server says about the PIN that was made last.
 * @param readAgain asks the server once more; what a slow answer says may be older than the PIN itself.
 */
export function useFreshPin(newest: NewestPin, readAgain: () => Promise<NewestPin>) {
  const [fresh, setFresh] = useState<FreshPin>();
  const [ended, setEnded] = useState<'replaced' | 'otherwise'>();
  const seen = useRef(false);
  const latest = useRef(readAgain);
  useEffect(() => {
    latest.current = readAgain;
  });

  useEffect(() => {
    if (fresh === undefined) return undefined;
    if (isSame(newest, fresh)) {
      seen.current = true;
      if (newest?.state === 'WAITING') return undefined;
      setFresh(undefined);
      setEnded('otherwise');
    }
    if (!seen.current || isSame(newest, fresh)) return undefined;
    let stale = false;
    void latest.current().then(
      (now) => {
        if (stale || isSame(now, fresh)) return;
        setFresh(undefined);
        setEnded('replaced');
      },
      () => undefined,
    );
    return () => {
      stale = true;
    };
  }, [newest, fresh]);

  useEffect(() => {
    // A page that the browser keeps for going back must not come back with digits on it.
    const leave = () => setFresh(undefined);
    window.addEventListener('pagehide', leave);
    return () => window.removeEventListener('pagehide', leave);
  }, []);

  return {
    fresh,
    /** How the digits that were shown here stopped working, when that was not done here. */
    ended,
    show: (pin: FreshPin) => {
      seen.current = false;
      setEnded(undefined);
      setFresh(pin);
    },
    forget: () => {
      setEnded(undefined);
      setFresh(undefined);
    },
  };
}

function isSame(newest: NewestPin, fresh: FreshPin): boolean {
  return newest !== null && Date.parse(newest.expiresAt) === Date.parse(fresh.expiresAt);
}
