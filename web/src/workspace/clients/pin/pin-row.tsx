import { GeneratePinDocument, RevokePinDocument } from '../../../api/generated/workspace/graphql.ts';
import { Button } from '../../../ui/button.tsx';
import { classes } from '../../../ui/classes.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { useMutationAction } from '../../api/use-mutation-action.ts';
import actions from '../../ui/actions.module.css';
import { useToast } from '../../ui/toasts.tsx';
import type { Edited, EditedAccess } from '../edit/edited-client.ts';
import { GeneratedPin } from './generated-pin.tsx';
import styles from './pin-row.module.css';
import { PinStatus } from './pin-status.tsx';
import { useGeneratedPin } from './use-generated-pin.ts';

export interface PinRowProps {
  readonly access: EditedAccess;
  /** Whether a PIN would let anybody in: access is on, and the client is not archived. */
  readonly usable: boolean;
  readonly primary: boolean;
  readonly reload: Edited['reload'];
}

/** Generates a PIN and shows its digits once, and then what becomes of it. A PIN made earlier never shows its digits. */
export function PinRow({ access, usable, primary, reload }: PinRowProps) {
  const toast = useToast();
  const generate = useMutationAction(GeneratePinDocument, 'no-cache');
  const revoke = useMutationAction(RevokePinDocument);
  const { newestPin } = access;
  const { generated, ended, show, forget } = useGeneratedPin(
    newestPin,
    async () => (await reload())?.accesses.find(({ id }) => id === access.id)?.newestPin ?? null,
  );
  const live = generated !== undefined || newestPin?.state === 'WAITING';
  const error = generate.error ?? revoke.error;

  async function make() {
    revoke.clearError();
    const done = await generate.run({ input: { portalAccessId: access.id } });
    if (done === undefined) return;
    show(done.generatePin);
    await reload().catch(() => null);
  }
  async function end() {
    generate.clearError();
    const done = await revoke.run({ input: { portalAccessId: access.id } });
    if (done === undefined) return;
    forget();
    toast('The Pin code no longer works.');
  }
  return (
    <>
      <div className={classes(styles.state, generated !== undefined && styles.generated)} role="status">
        {generated !== undefined && (
          <GeneratedPin digits={generated.digits} expiresAt={generated.expiresAt} access={access} />
        )}
        {generated === undefined && newestPin !== null && <PinStatus pin={newestPin} ended={ended} />}
        {!live && (newestPin === null || !usable) && <p className="soft">{hint(access, usable)}</p>}
        {error !== undefined && <ErrorNotice error={error} />}
      </div>
      {usable && (
        <div className={actions.actions}>
          <Button
            small
            kind={primary && generated === undefined ? 'primary' : 'plain'}
            busy={generate.busy ? 'Generating…' : undefined}
            onClick={() => void make()}
          >
            {live ? 'Generate a new Pin Code' : 'Generate Pin Code'}
          </Button>
          {live && (
            <Button small busy={revoke.busy ? 'Revoking…' : undefined} onClick={() => void end()}>
              Revoke
            </Button>
          )}
        </div>
      )}
    </>
  );
}

function hint(access: EditedAccess, usable: boolean): string {
  if (!access.active) return 'Switch access on first. Then you can generate a Pin code.';
  if (!usable) return 'Restore the client first. Then you can generate a Pin code.';
  return `For ${access.person} on the phone, when the mail does not come. You read it to them.`;
}
