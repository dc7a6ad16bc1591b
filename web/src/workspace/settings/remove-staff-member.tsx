import { useState } from 'react';

import { RemoveStaffMemberDocument, type StaffMemberFaceFragment } from '../../api/generated/workspace/graphql.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useStaff } from '../layout/staff-context.ts';
import { useSignedOut } from '../sign-in/use-signed-out.ts';
import { Confirm } from '../ui/confirm.tsx';
import { useToast } from '../ui/toasts.tsx';
import { useMutate } from '../use-mutate.ts';

export interface RemoveStaffMemberProps {
  readonly member: StaffMemberFaceFragment;
  readonly reload: () => Promise<void>;
  readonly onClose: () => void;
}

/** Removes a staff member, after saying what that does. */
export function RemoveStaffMember({ member, reload, onClose }: RemoveStaffMemberProps) {
  const { id, name } = member;
  const isYou = useStaff().id === id;
  const toast = useToast();
  const signedOut = useSignedOut();
  const remove = useMutate(RemoveStaffMemberDocument);
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
      fault={remove.fault}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      {isYou
        ? 'You are signed out everywhere at once, and can no longer sign in. Only another owner can bring you back.'
        : `${name} is signed out everywhere at once, and their links stop working. What they did stays in Activity. You can bring them back at any time.`}
    </Confirm>
  );
}
