import type { ReactNode } from 'react';

import type { RequestError } from '../../api/request-error.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';

export interface ConfirmProps {
  /** The question. */
  readonly title: string;
  /** What the button does, in its own words; never "OK". */
  readonly confirm: string;
  readonly busy: string | undefined;
  readonly error: RequestError | undefined;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  /** What will happen. */
  readonly children: ReactNode;
}

/** Asks before something that cannot simply be taken back, for as long as it is mounted. */
export function Confirm({ title, confirm, busy, error, onConfirm, onClose, children }: ConfirmProps) {
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
      {error !== undefined && <ErrorNotice error={error} />}
    </Dialog>
  );
}
