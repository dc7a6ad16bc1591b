import { useApolloClient } from '@apollo/client/react';
import { useEffect, useState } from 'react';

import { ask } from '../../api/ask.ts';
import { StaffDocument } from '../../api/generated/workspace/graphql.ts';

/** Whether a staff member is signed in in this browser already; false until the server has said so. */
export function useSignedInHere(): boolean {
  const client = useApolloClient();
  const [signedIn, setSignedIn] = useState(false);
  useEffect(() => {
    let gone = false;
    void ask(client, StaffDocument, {}).then(
      ({ staff }) => !gone && setSignedIn(staff !== null),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [client]);
  return signedIn;
}
