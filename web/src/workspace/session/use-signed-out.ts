import { useApolloClient } from '@apollo/client/react';
import { useCallback } from 'react';
import { useLocation, useNavigate } from 'react-router';

import type { SessionEnd } from '../../ui/session-watch.ts';
import { rememberReturnPath } from './return-path.ts';

/** Why the sign-in page appears: they asked for it, or their session is over. */
export type SignedOutReason = 'asked' | SessionEnd;

/**
 * Goes to the sign-in page and clears Apollo's cache. Unless the person asked to sign out, they come back to this page
 * afterwards.
 */
export function useSignedOut(): (reason: SignedOutReason) => void {
  const client = useApolloClient();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  return useCallback(
    (reason) => {
      if (reason !== 'asked') rememberReturnPath(pathname);
      void navigate('/sign-in', { replace: reason !== 'asked', state: { reason } });
      void client.clearStore();
    },
    [client, navigate, pathname],
  );
}
