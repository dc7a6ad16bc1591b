import {
  RestoreStaffMemberDocument,
  type StaffMemberFieldsFragment,
} from '../../../api/generated/workspace/graphql.ts';
import { Button } from '../../../ui/button.tsx';
import { classes } from '../../../ui/classes.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { useMutationAction } from '../../api/use-mutation-action.ts';
import { roleLabels } from '../../session/staff-context.ts';
import list from '../../ui/list.module.css';
import panel from '../../ui/panel.module.css';
import { Timestamp } from '../../ui/timestamp.tsx';
import { useToast } from '../../ui/toasts.tsx';

export interface RemovedStaffProps {
  readonly members: readonly StaffMemberFieldsFragment[];
  readonly reload: () => Promise<void>;
}

/** Who was removed, and the way back. */
export function RemovedStaff({ members, reload }: RemovedStaffProps) {
  return (
    <section className={panel.panel} aria-labelledby="removed">
      <h2 className={panel.title} id="removed">
        Removed
      </h2>
      <ul className={classes(list.divided, list.withActions)}>
        {members.map((member) => (
          <Line key={member.id} member={member} reload={reload} />
        ))}
      </ul>
    </section>
  );
}

function Line({
  member,
  reload,
}: {
  readonly member: StaffMemberFieldsFragment;
  readonly reload: () => Promise<void>;
}) {
  const { id, name, email, role, removedAt } = member;
  const toast = useToast();
  const restore = useMutationAction(RestoreStaffMemberDocument);

  async function bringBack() {
    const done = await restore.run({ input: { staffMemberId: id } });
    if (done === undefined) return;
    toast(`${name} is back. They can sign in with a new link.`);
    await reload();
  }
  return (
    <li>
      <div>
        <p>
          <strong>{name}</strong> · {roleLabels[role]}
        </p>
        <p className="soft small">
          <span className="wrap-anywhere">{email}</span>
          {removedAt !== null && (
            <>
              {' '}
              · removed <Timestamp at={removedAt} form="full" />
            </>
          )}
        </p>
        {restore.error !== undefined && <ErrorNotice error={restore.error} />}
      </div>
      <Button
        small
        aria-label={`Bring back: ${name}`}
        busy={restore.busy ? 'Bringing back…' : undefined}
        onClick={() => void bringBack()}
      >
        Bring back
      </Button>
    </li>
  );
}
