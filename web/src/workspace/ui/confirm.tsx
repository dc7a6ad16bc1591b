import type { ReactNode } from 'react';

import type { Fault } from '../../api/fault.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FaultNotice } from '../../ui/fault-notice.tsx';

export interface ConfirmProps {
  /** The question. */
  readonly title: string;
  /** What the button does, in its own words; never "OK". */
  readonly confirm: string;
  readonly busy: string | undefined;
  readonly fault: Fault | undefined;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  /** What will happen. */
  readonly children: ReactNode;
}

/** Asks before something that cannot simply be taken back, for as long as it is mounted. */
export function Confirm({ title, confirm, busy, fault, onConfirm, onClose, children }: ConfirmProps) {
  const actions = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button kind="stop" busy={busy} onClick={onConfirm}>
        {confirm}
      </Button>
    </>
  );
  return (
    <Dialog title={title} onDismiss={onClose} actions={actions}>
      <p>{children}</p>
      {fault !== undefined && <FaultNotice fault={fault} />}
    </Dialog>
  );
}
