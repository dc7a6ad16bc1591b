import { useState } from 'react';

import { SetPortalAccessDocument } from '../../../api/generated/workspace/graphql.ts';
import { useMutationAction } from '../../api/use-mutation-action.ts';
import { useStaff } from '../../session/staff-context.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { InlineError } from '../../ui/inline-error.tsx';
import { Switch } from '../../ui/switch.tsx';
import text from '../../ui/text.module.css';
import { useToast } from '../../ui/toasts.tsx';
import type { Edited, EditedAccess } from '../edit/edited-client.ts';

/** Access on or off. Off signs the person out at once, so it asks first. */
export function AccessSwitch({ access, reload }: Pick<Edited, 'reload'> & { readonly access: EditedAccess }) {
  const { may } = useStaff();
  const toast = useToast();
  const set = useMutationAction(SetPortalAccessDocument);
  const [asking, setAsking] = useState(false);

  async function turn(active: boolean) {
    const done = await set.run({ input: { portalAccessId: access.id, version: access.version, active } });
    if (done === undefined) return;
    setAsking(false);
    if (done.setPortalAccess.__typename === 'EditedMeanwhile') {
      await reload().catch(() => null);
      toast('Someone else changed this access meanwhile, so nothing was switched. Here is how it is now.');
      return;
    }
    toast(active ? `Access is on for ${access.person}.` : `Access is off. ${access.person} is signed out.`);
  }
  if (!may('ACCESS_WRITE'))
    return <p>{access.active ? 'Access is on' : <span className={text.stop}>Access is off</span>}</p>;
  return (
    <>
      <Switch
        on={access.active}
        label={`Portal access for ${access.person}`}
        disabled={set.busy}
        onChange={(on) => (on ? void turn(true) : setAsking(true))}
      />
      {!asking && <InlineError error={set.error} />}
      {asking && (
        <Confirm
          title={`Switch access off for ${access.person}?`}
          confirm="Switch off"
          busy={set.busy ? 'Switching off…' : undefined}
          error={set.error}
          onConfirm={() => void turn(false)}
          onClose={() => setAsking(false)}
        >
          It signs {access.person} out at once, and every link and Pin code they have stops working. You can switch it
          on again at any time.
        </Confirm>
      )}
    </>
  );
}
