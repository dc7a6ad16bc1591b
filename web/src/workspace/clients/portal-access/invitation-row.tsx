import { SendInvitationDocument } from '../../../api/generated/workspace/graphql.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { useMutationAction } from '../../api/use-mutation-action.ts';
import { useStaff } from '../../session/staff-context.ts';
import actions from '../../ui/actions.module.css';
import { deliveryFailed, deliveryLabel, wasSent } from '../../ui/mail-delivery.ts';
import text from '../../ui/text.module.css';
import { Timestamp } from '../../ui/timestamp.tsx';
import { useToast } from '../../ui/toasts.tsx';
import type { EditedAccess } from '../edit/edited-client.ts';

export interface InvitationRowProps {
  readonly access: EditedAccess;
  /** Whether a link would let anybody in: access is on, and the client is not archived. */
  readonly usable: boolean;
  readonly primary: boolean;
  /** The address has just been changed here; a new invitation is the next thing to do. */
  readonly addressChanged: boolean;
}

/** When the invitation went out and what became of it, and the button that sends it. */
export function InvitationRow({ access, usable, primary, addressChanged }: InvitationRowProps) {
  const { may } = useStaff();
  const toast = useToast();
  const send = useMutationAction(SendInvitationDocument);

  async function invite() {
    const done = await send.run({ input: { portalAccessId: access.id } });
    if (done !== undefined) toast(`The invitation is on its way to ${access.email}.`);
  }
  return (
    <>
      <div>
        {addressChanged && (
          <p role="status">The address is changed. Send an invitation, so that {access.person} can sign in with it.</p>
        )}
        <InvitationState access={access} />
        {send.error !== undefined && <ErrorNotice error={send.error} />}
      </div>
      {may('INVITATIONS_SEND') && usable && (
        <div className={actions.actions}>
          <Button
            small
            kind={primary ? 'primary' : 'plain'}
            busy={send.busy ? 'Sending…' : undefined}
            onClick={() => void invite()}
          >
            {access.invitation === null ? 'Send invitation' : 'Send invitation again'}
          </Button>
        </div>
      )}
    </>
  );
}

function InvitationState({ access }: { readonly access: EditedAccess }) {
  const { invitation, lastSignIn } = access;
  if (invitation === null) return <p className="soft">Never invited</p>;
  const { delivery } = invitation;
  const failed = deliveryFailed(delivery);
  const word = deliveryLabel(delivery);
  const signedInSince = lastSignIn !== null && Date.parse(lastSignIn.at) > Date.parse(invitation.sentAt);
  return (
    <>
      <p>
        {wasSent(delivery) ? 'Sent' : 'Made'} <Timestamp at={invitation.sentAt} />
        {word !== undefined && <span className={failed ? text.stop : undefined}> · {word}</span>}
        {signedInSince && <span className={text.good}> · signed in since</span>}
      </p>
      <p className="soft small">
        By {invitation.sentBy}. {failed || !signedInSince ? delivery?.explanation : ''}
      </p>
    </>
  );
}
