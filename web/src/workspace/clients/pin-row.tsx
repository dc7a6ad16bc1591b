import { GeneratePinDocument, RevokePinDocument } from '../../api/generated/workspace/graphql.ts';
import { Button } from '../../ui/button.tsx';
import { FaultNotice } from '../../ui/fault-notice.tsx';
import { useToast } from '../ui/toasts.tsx';
import { useMutate } from '../use-mutate.ts';
import type { Edited, EditedAccess } from './edited-client.ts';
import { FreshPin } from './fresh-pin.tsx';
import { PinFate } from './pin-fate.tsx';
import { useFreshPin } from './use-fresh-pin.ts';

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
  const generate = useMutate(GeneratePinDocument, 'keep-out');
  const revoke = useMutate(RevokePinDocument);
  const { newestPin } = access;
  const { fresh, ended, show, forget } = useFreshPin(
    newestPin,
    async () => (await reload())?.accesses.find(({ id }) => id === access.id)?.newestPin ?? null,
  );
  const live = fresh !== undefined || newestPin?.state === 'WAITING';
  const fault = generate.fault ?? revoke.fault;

  async function make() {
    revoke.forgetFault();
    const done = await generate.run({ input: { portalAccessId: access.id } });
    if (done === undefined) return;
    show(done.generatePin);
    await reload().catch(() => null);
  }
  async function end() {
    generate.forgetFault();
    const done = await revoke.run({ input: { portalAccessId: access.id } });
    if (done === undefined) return;
    forget();
    toast('The Pin code no longer works.');
  }
  return (
    <>
      <div className="pin-state" role="status">
        {fresh !== undefined && <FreshPin digits={fresh.digits} expiresAt={fresh.expiresAt} access={access} />}
        {fresh === undefined && newestPin !== null && <PinFate pin={newestPin} ended={ended} />}
        {!live && (newestPin === null || !usable) && <p className="soft">{hint(access, usable)}</p>}
        {fault !== undefined && <FaultNotice fault={fault} />}
      </div>
      {usable && (
        <div className="row-actions">
          <Button
            small
            kind={primary && fresh === undefined ? 'primary' : 'plain'}
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
