import { useApolloClient } from '@apollo/client/react';
import { useEffect } from 'react';
import { useNavigate } from 'react-router';

import { StaffDocument } from '../../api/generated/workspace/graphql.ts';
import { queryUncached } from '../../api/uncached.ts';
import { takeReturnPath } from '../session/return-path.ts';

/**
 * Leaves the sign-in page for the page that was asked for once somebody is signed in: the link in the mail opens in
 * another tab, and signs this one in as well.
 */
export function useRedirectWhenSignedIn(): void {
  const client = useApolloClient();
  const navigate = useNavigate();
  useEffect(() => {
    let gone = false;
    async function look() {
      if (document.visibilityState !== 'visible') return;
      const answer = await queryUncached(client, StaffDocument, {}).catch(() => undefined);
      if (!gone && answer?.staff != null) void navigate(takeReturnPath(), { replace: true });
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
