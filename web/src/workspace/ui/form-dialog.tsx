import { type FormEvent, type ReactNode, useEffect, useId, useRef } from 'react';

import type { Fault } from '../../api/fault.ts';
import { Button } from '../../ui/button.tsx';
import { FaultNotice } from '../../ui/fault-notice.tsx';

export interface FormDialogProps {
  readonly title: string;
  /** What the button does, in its own words. */
  readonly submit: string;
  readonly busy: string | undefined;
  /** What went wrong, unless a field of the form says it. */
  readonly fault: Fault | undefined;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A short form in the browser's own modal dialog, for as long as it is mounted. The first field takes the focus. */
export function FormDialog({ title, submit, busy, fault, onSubmit, onClose, children }: FormDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    shown?.querySelector<HTMLElement>('input, select')?.focus();
    return () => shown?.close();
  }, []);
  function send(event: FormEvent) {
    event.preventDefault();
    if (busy === undefined) onSubmit();
  }
  function dismiss(event: { preventDefault: () => void }) {
    event.preventDefault();
    onClose();
  }
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={titleId} onCancel={dismiss}>
      <form className="dialog-body" noValidate onSubmit={send}>
        <h2 className="dialog-title" id={titleId}>
          {title}
        </h2>
        {children}
        {fault !== undefined && <FaultNotice fault={fault} />}
        <div className="dialog-actions">
          <Button kind="primary" type="submit" busy={busy}>
            {submit}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </dialog>
  );
}
