import { type ReactNode, useId } from 'react';

import { classes } from './classes.ts';
import styles from './labeled-field.module.css';

export interface FieldText {
  readonly label: string;
  readonly hint?: string | undefined;
  /** What is wrong with the input, in plain words; read out when it appears. */
  readonly error?: string | undefined;
}

/** What the control itself needs, so that assistive technology knows its label, hint and error. */
export interface FieldControl {
  readonly id: string;
  readonly className: string | undefined;
  readonly 'aria-invalid': true | undefined;
  readonly 'aria-describedby': string | undefined;
}

export interface LabeledFieldProps extends FieldText {
  readonly className?: string | undefined;
  readonly children: (control: FieldControl) => ReactNode;
}

/** A control between its label, its hint and its error. */
export function LabeledField({ label, hint, error, className, children }: LabeledFieldProps) {
  const id = useId();
  const describedBy = classes(hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`);
  return (
    <div className={classes(styles.field, className)}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      {hint !== undefined && (
        <p className={styles.hint} id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children({
        id,
        className: styles.input,
        'aria-invalid': error !== undefined || undefined,
        'aria-describedby': describedBy || undefined,
      })}
      <FieldErrorText id={`${id}-error`}>{error}</FieldErrorText>
    </div>
  );
}

/** The live region of a field's error; it is there from the start, because only then is the error read out. */
export function FieldErrorText({ id, children }: { readonly id: string; readonly children: string | undefined }) {
  return (
    <div className="live-region" aria-live="polite">
      {children !== undefined && (
        <p className={styles.error} id={id}>
          {children}
        </p>
      )}
    </div>
  );
}
