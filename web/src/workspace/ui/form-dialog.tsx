import { type FormEvent, type ReactNode, type SyntheticEvent, useEffect, useId, useRef, useState } from 'react';

import type { RequestError } from '../../api/request-error.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import styles from '../../ui/dialog.module.css';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Notice } from '../../ui/notice.tsx';

export interface FormDialogProps {
  readonly title: string;
  /** What the button does, in its own words. */
  readonly submit: string;
  /** For forms with many choices. */
  readonly wide?: boolean;
  readonly busy: string | undefined;
  /** What went wrong, unless a field of the form says it. */
  readonly error: RequestError | undefined;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * A short form in the browser's own modal dialog, for as long as it is mounted. The first field takes
 * the focus. One Escape does not lose what was typed; the next one does, as Cancel would.
 */
export function FormDialog({ title, submit, wide = false, busy, error, onSubmit, onClose, children }: FormDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [escape, setEscape] = useState<'closes' | 'warns' | 'has warned'>('closes');
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
  function dismiss(event: SyntheticEvent) {
    event.preventDefault();
    // A browser lets a page keep a dialog open against Escape only so often.
    if (escape === 'warns' && event.cancelable) setEscape('has warned');
    else onClose();
  }
  return (
    <dialog
      ref={dialog}
      className={classes(styles.dialog, wide && styles.wide)}
      aria-labelledby={titleId}
      onCancel={dismiss}
    >
      <form className={styles.body} noValidate onSubmit={send} onInput={() => setEscape('warns')}>
        <h2 className={styles.title} id={titleId}>
          {title}
        </h2>
        {children}
        {escape === 'has warned' && (
          <Notice>What you typed is not saved yet. Press Escape once more to close without saving.</Notice>
        )}
        {error !== undefined && <ErrorNotice error={error} />}
        <div className={styles.actions}>
          <Button kind="primary" type="submit" busy={busy}>
            {submit}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </dialog>
  );
}
