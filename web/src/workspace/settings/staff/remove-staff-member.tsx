import { useState } from 'react';

import { RemoveStaffMemberDocument, type StaffMemberFieldsFragment } from '../../../api/generated/workspace/graphql.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useMutationAction } from '../../api/use-mutation-action.ts';
import { useStaff } from '../../session/staff-context.ts';
import { useSignedOut } from '../../session/use-signed-out.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { useToast } from '../../ui/toasts.tsx';

export interface RemoveStaffMemberProps {
  readonly member: StaffMemberFieldsFragment;
  readonly reload: () => Promise<void>;
  readonly onClose: () => void;
}

/** Removes a staff member, after saying what that does. */
export function RemoveStaffMember({ member, reload, onClose }: RemoveStaffMemberProps) {
  const { id, name } = member;
  const isYou = useStaff().id === id;
  const toast = useToast();
  const signedOut = useSignedOut();
  const remove = useMutationAction(RemoveStaffMemberDocument);
  const [refused, setRefused] = useState<string>();

  async function confirm() {
    const done = await remove.run({ input: { staffMemberId: id } });
    if (done === undefined) return;
    if (done.removeStaffMember.__typename === 'LastOwner') return setRefused(done.removeStaffMember.message);
    if (isYou) return signedOut('asked');
    toast(`${name} is removed and signed out. You can bring them back below.`);
    onClose();
    await reload();
  }
  if (refused !== undefined) {
    return (
      <Dialog title={`${name} stays`} onDismiss={onClose} actions={<Button onClick={onClose}>Close</Button>}>
        <p>{refused}</p>
      </Dialog>
    );
  }
  return (
    <Confirm
      title={isYou ? 'Remove yourself?' : `Remove ${name}?`}
      confirm={isYou ? 'Remove myself' : 'Remove'}
      busy={remove.busy ? 'Removing…' : undefined}
      error={remove.error}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      {isYou
        ? 'You are signed out everywhere at once, and can no longer sign in. Only another owner can bring you back.'
        : `${name} is signed out everywhere at once, and their links stop working. What they did stays in Activity. You can bring them back at any time.`}
    </Confirm>
  );
}
