import { useEffect, useRef, useState } from 'react';

import type { GeneratePinMutation } from '../../../api/generated/workspace/graphql.ts';
import type { EditedAccess } from '../edit/edited-client.ts';

type GeneratedPin = GeneratePinMutation['generatePin'];
type NewestPin = EditedAccess['newestPin'];

/**
 * The digits of a PIN just made. They live here only: not in Apollo's cache, not in any storage. They
 * are gone when the page is left, and once the server says that the PIN was used, replaced or revoked.
 *
 * @param newest what the server says about the PIN that was made last.
 * @param refetch asks the server once more; what a slow answer says may be older than the PIN itself.
 */
export function useGeneratedPin(newest: NewestPin, refetch: () => Promise<NewestPin>) {
  const [generated, setGenerated] = useState<GeneratedPin>();
  const [ended, setEnded] = useState<'replaced' | 'otherwise'>();
  const seen = useRef(false);
  const latest = useRef(refetch);
  useEffect(() => {
    latest.current = refetch;
  });

  useEffect(() => {
    if (generated === undefined) return undefined;
    if (isSame(newest, generated)) {
      seen.current = true;
      if (newest?.state === 'WAITING') return undefined;
      setGenerated(undefined);
      setEnded('otherwise');
    }
    if (!seen.current || isSame(newest, generated)) return undefined;
    let stale = false;
    void latest.current().then(
      (now) => {
        if (stale || isSame(now, generated)) return;
        setGenerated(undefined);
        setEnded('replaced');
      },
      () => undefined,
    );
    return () => {
      stale = true;
    };
  }, [newest, generated]);

  useEffect(() => {
    // A page that the browser keeps for going back must not come back with digits on it.
    const leave = () => setGenerated(undefined);
    window.addEventListener('pagehide', leave);
    return () => window.removeEventListener('pagehide', leave);
  }, []);

  return {
    generated,
    /** How the digits that were shown here stopped working, when that was not done here. */
    ended,
    show: (pin: GeneratedPin) => {
      seen.current = false;
      setEnded(undefined);
      setGenerated(pin);
    },
    forget: () => {
      setEnded(undefined);
      setGenerated(undefined);
    },
  };
}

function isSame(newest: NewestPin, generated: GeneratedPin): boolean {
  return newest !== null && Date.parse(newest.expiresAt) === Date.parse(generated.expiresAt);
}
