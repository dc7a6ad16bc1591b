import { useState } from 'react';

import { SendInvitationDocument } from '../../api/generated/workspace/graphql.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useMutationAction } from '../api/use-mutation-action.ts';
import { ChangeAddressDialog } from '../clients/people/change-address-dialog.tsx';
import { useStaff } from '../session/staff-context.ts';
import { useToast } from '../ui/toasts.tsx';
import type { Attempt } from './use-attempts.ts';

/** An access that should perhaps have the address that was typed. */
export interface Correction {
  readonly access: Attempt['probable'][number]['access'];
  readonly typed: string;
}

export interface CorrectAddressProps {
  readonly correction: Correction;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

/** Changes the address after it was confirmed on the phone, and then offers to invite the new one. */
export function CorrectAddress({ correction, onClose, onChanged }: CorrectAddressProps) {
  const { may } = useStaff();
  const [changed, setChanged] = useState(false);
  if (changed) return <InviteNow access={correction.access} onClose={onClose} />;
  return (
    <ChangeAddressDialog
      {...correction}
      onClose={onClose}
      onChanged={() => {
        onChanged();
        if (may('INVITATIONS_SEND')) setChanged(true);
        else onClose();
      }}
    />
  );
}

interface InviteNowProps {
  readonly access: Correction['access'];
  readonly onClose: () => void;
}

function InviteNow({ access, onClose }: InviteNowProps) {
  const send = useMutationAction(SendInvitationDocument);
  const toast = useToast();
  async function invite() {
    const done = await send.run({ input: { portalAccessId: access.id } });
    if (done === undefined) return;
    toast(`The invitation is on its way to ${done.sendInvitation.email}.`);
    onClose();
  }
  const actions = (
    <>
      <Button kind="primary" busy={send.busy ? 'Sending…' : undefined} onClick={() => void invite()}>
        Send invitation
      </Button>
      <Button onClick={onClose}>Not now</Button>
    </>
  );
  return (
    <Dialog title="The address is changed" onDismiss={onClose} actions={actions}>
      <p>Send {access.person} an invitation now? Its link signs them in with nothing to type.</p>
      {send.error !== undefined && <ErrorNotice error={send.error} />}
    </Dialog>
  );
}
