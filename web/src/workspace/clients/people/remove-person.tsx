import { RemovePortalAccessDocument } from '../../../api/generated/workspace/graphql.ts';
import { useMutationAction } from '../../api/use-mutation-action.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { formatNames } from '../../ui/format.ts';
import { useToast } from '../../ui/toasts.tsx';
import type { Edited, EditedAccess } from '../edit/edited-client.ts';

export interface RemovePersonProps extends Pick<Edited, 'reload'> {
  readonly access: EditedAccess;
  readonly onClose: () => void;
}

/** Takes a person's access away, after saying what that does and how it is undone. */
export function RemovePerson({ access, reload, onClose }: RemovePersonProps) {
  const remove = useMutationAction(RemovePortalAccessDocument);
  const toast = useToast();
  const { person, email, otherClients } = access;

  async function confirm() {
    const done = await remove.run({ input: { portalAccessId: access.id, version: access.version } });
    if (done === undefined) return;
    onClose();
    if (done.removePortalAccess.__typename === 'EditedMeanwhile') {
      await reload().catch(() => null);
      toast('Someone else changed this access meanwhile, so nothing was removed. Here is how it is now.');
      return;
    }
    toast(`${person} no longer has access. If that was a mistake, add ${email} again.`);
  }
  return (
    <Confirm
      title={`Remove the access of ${person}?`}
      confirm="Remove access"
      busy={remove.busy ? 'Removing…' : undefined}
      error={remove.error}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      {person} is signed out at once, and links and Pin codes for {email} stop working.
      {otherClients.length > 0 && ` With a new link, they can still see ${formatNames(otherClients)}.`} What happened so
      far stays in the activity. To undo it, add the person again and invite them.
    </Confirm>
  );
}
