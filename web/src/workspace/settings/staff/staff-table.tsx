import { useState } from 'react';

import { InviteStaffMemberDocument, type StaffMemberFieldsFragment } from '../../../api/generated/workspace/graphql.ts';
import { Button } from '../../../ui/button.tsx';
import { classes } from '../../../ui/classes.ts';
import { useMutationAction } from '../../api/use-mutation-action.ts';
import { roleLabels, useStaff } from '../../session/staff-context.ts';
import actions from '../../ui/actions.module.css';
import { InlineError } from '../../ui/inline-error.tsx';
import { deliveryFailed, deliveryLabel } from '../../ui/mail-delivery.ts';
import table from '../../ui/table.module.css';
import { Tag } from '../../ui/tag.tsx';
import text from '../../ui/text.module.css';
import { Timestamp } from '../../ui/timestamp.tsx';
import { useToast } from '../../ui/toasts.tsx';
import { RemoveStaffMember } from './remove-staff-member.tsx';
import { StaffMemberDialog } from './staff-member-dialog.tsx';
import styles from './staff-table.module.css';

export interface StaffTableProps {
  readonly members: readonly StaffMemberFieldsFragment[];
  readonly mayWrite: boolean;
  readonly reload: () => Promise<void>;
}

/** One row for each person at work. */
export function StaffTable({ members, mayWrite, reload }: StaffTableProps) {
  return (
    <table className={classes(table.table, styles.table)} aria-label="Staff">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">E-mail</th>
          <th scope="col">Role</th>
          <th scope="col">Last sign-in</th>
          {mayWrite && (
            <th scope="col">
              <span className="visually-hidden">What you can do</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <Row key={member.id} member={member} mayWrite={mayWrite} reload={reload} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps extends Omit<StaffTableProps, 'members'> {
  readonly member: StaffMemberFieldsFragment;
}

function Row({ member, mayWrite, reload }: RowProps) {
  const { id, name, email, role, lastSignInAt } = member;
  const isYou = useStaff().id === id;
  const [open, setOpen] = useState<'change' | 'remove'>();
  return (
    <tr className={table.row}>
      <th scope="row">
        {name} {isYou && <Tag>You</Tag>}
      </th>
      <td>
        <span className={table.email}>{email}</span>
      </td>
      <td>{roleLabels[role]}</td>
      <td className={text.sentence}>
        {lastSignInAt === null ? (
          <Invited member={member} mayWrite={mayWrite} reload={reload} />
        ) : (
          <>
            <span className={table.onlyNarrow}>Last sign-in </span>
            <Timestamp at={lastSignInAt} form="full" />
          </>
        )}
      </td>
      {mayWrite && (
        <td className={styles.actions}>
          <div className={actions.actions}>
            <Button small aria-label={`Change: ${name}`} onClick={() => setOpen('change')}>
              Change
            </Button>
            <Button small aria-label={`Remove: ${name}`} onClick={() => setOpen('remove')}>
              Remove
            </Button>
          </div>
          {open === 'change' && (
            <StaffMemberDialog member={member} reload={reload} onClose={() => setOpen(undefined)} />
          )}
          {open === 'remove' && (
            <RemoveStaffMember member={member} reload={reload} onClose={() => setOpen(undefined)} />
          )}
        </td>
      )}
    </tr>
  );
}

function Invited({ member, mayWrite, reload }: RowProps) {
  const toast = useToast();
  const invite = useMutationAction(InviteStaffMemberDocument);
  const { id, name, email, linkDelivery } = member;
  const word = deliveryLabel(linkDelivery);

  async function send() {
    const done = await invite.run({ input: { staffMemberId: id } });
    if (done === undefined) return;
    toast(`A link is on its way to ${email}.`);
    await reload();
  }
  return (
    <>
      <p>
        {linkDelivery === null ? 'Not signed in yet' : 'Invited, not signed in yet'}
        {word !== undefined && (
          <span className={deliveryFailed(linkDelivery) ? text.stop : 'soft'}> · mail {word}</span>
        )}
      </p>
      {deliveryFailed(linkDelivery) && <p className="soft">{linkDelivery?.explanation}</p>}
      {mayWrite && (
        <Button
          kind="quiet"
          small
          aria-label={`Send the link again: ${name}`}
          busy={invite.busy ? 'Sending…' : undefined}
          onClick={() => void send()}
        >
          Send the link again
        </Button>
      )}
      <InlineError error={invite.error} />
    </>
  );
}
