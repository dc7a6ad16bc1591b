import { useApolloClient } from '@apollo/client/react';

import { StaffSessionDocument } from '../../api/generated/workspace/graphql.ts';
import { signOut, staySignedIn } from '../../api/session-operations.ts';
import { queryUncached } from '../../api/uncached.ts';
import { IdleWarning } from '../../ui/idle-warning.tsx';
import { useSessionWatch } from '../../ui/session-watch.ts';
import { useStaff } from './staff-context.ts';
import { useSignedOut } from './use-signed-out.ts';

/** Warns before the session ends, and goes to the sign-in page once it has. */
export function SessionGuard() {
  const client = useApolloClient();
  const { session } = useStaff();
  const signedOut = useSignedOut();
  const { warning, stay } = useSessionWatch({
    life: session,
    read: async () => (await queryUncached(client, StaffSessionDocument, {})).staff?.session ?? null,
    stay: () => staySignedIn(client, 'STAFF'),
    onEnd: signedOut,
  });
  const leave = () =>
    signOut(client, 'STAFF', false).then(
      () => signedOut('asked'),
      () => signedOut('idle'),
    );
  return warning === undefined ? null : <IdleWarning warning={warning} onStay={stay} onSignOut={() => void leave()} />;
}
