import { SignOutDocument } from '../../api/generated/session/graphql.ts';
import { useMutationAction } from '../api/use-mutation-action.ts';
import { useSignedOut } from '../session/use-signed-out.ts';
import { Confirm } from '../ui/confirm.tsx';

/** Asks, and then ends every session of this staff member, for as long as it is mounted. */
export function SignOutEverywhere({ onClose }: { readonly onClose: () => void }) {
  const signedOut = useSignedOut();
  const signOut = useMutationAction(SignOutDocument);
  async function leave() {
    const done = await signOut.run({ kind: 'STAFF', everywhere: true });
    if (done !== undefined) signedOut('asked');
  }
  return (
    <Confirm
      title="Sign out everywhere?"
      confirm="Sign out everywhere"
      busy={signOut.busy ? 'Signing out…' : undefined}
      error={signOut.error}
      onConfirm={() => void leave()}
      onClose={onClose}
    >
      You will be signed out on every device, this one included. You can sign in again with a new link.
    </Confirm>
  );
}
