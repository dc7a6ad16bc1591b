import { useApolloClient } from '@apollo/client/react';
import { useEffect, useState } from 'react';

import { StaffDocument } from '../../api/generated/workspace/graphql.ts';
import { queryUncached } from '../../api/uncached.ts';

/** Whether a staff member is signed in in this browser already; false until the server has said so. */
export function useIsSignedIn(): boolean {
  const client = useApolloClient();
  const [signedIn, setSignedIn] = useState(false);
  useEffect(() => {
    let gone = false;
    void queryUncached(client, StaffDocument, {}).then(
      ({ staff }) => !gone && setSignedIn(staff !== null),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [client]);
  return signedIn;
}
