import { type ReactNode, useEffect, useId, useRef } from 'react';

import styles from './dialog.module.css';

export interface DialogProps {
  readonly title: string;
  /** Called for Escape and whatever else dismisses a dialog. */
  readonly onDismiss: () => void;
  readonly children: ReactNode;
  readonly actions: ReactNode;
}

/** A modal question, shown for as long as it is mounted. The first action takes the focus. */
export function Dialog({ title, onDismiss, children, actions }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const actionsRef = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    const shown = dialog.current;
    const before = document.activeElement;
    shown?.showModal();
    actionsRef.current?.querySelector('button')?.focus();
    return () => {
      shown?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onCancel={(event) => {
        event.preventDefault();
        onDismiss();
      }}
    >
      <div className={styles.body}>
        <h2 className={styles.title} id={`${id}-title`}>
          {title}
        </h2>
        <div id={`${id}-text`}>{children}</div>
        <div ref={actionsRef} className={styles.actions}>
          {actions}
        </div>
      </div>
    </dialog>
  );
}
