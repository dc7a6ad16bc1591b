import { useApolloClient } from '@apollo/client/react';
import { useEffect } from 'react';
import { useNavigate } from 'react-router';

import { ask } from '../../api/ask.ts';
import { StaffDocument } from '../../api/generated/workspace/graphql.ts';
import { takeWantedPath } from './wanted-path.ts';

/**
 * The link in the mail opens another browser tab. Whoever comes back to this one is signed in there
 * already, so this tab goes on to where it wanted to be.
 */
export function useAlreadySignedIn(): void {
  const client = useApolloClient();
  const navigate = useNavigate();
  useEffect(() => {
    let gone = false;
    async function look() {
      if (document.visibilityState !== 'visible') return;
      const answer = await ask(client, StaffDocument, {}).catch(() => undefined);
      if (!gone && answer?.staff != null) void navigate(takeWantedPath(), { replace: true });
    }
    void look();
    document.addEventListener('visibilitychange', look);
    window.addEventListener('focus', look);
    return () => {
      gone = true;
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('focus', look);
    };
  }, [client, navigate]);
}
