import { type ComponentProps, useId } from 'react';

import { classes } from './classes.ts';

export interface FieldProps extends ComponentProps<'input'> {
  readonly label: string;
  readonly hint?: string | undefined;
  /** What is wrong with the text, in plain words; read out when it appears. */
  readonly error?: string | undefined;
}

/** One labelled line of text with its hint and its error, tied together for assistive technology. */
export function Field({ label, hint, error, className, ...input }: FieldProps) {
  const id = useId();
  const described = classes(hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`);
  return (
    <div className={classes('field', className)}>
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {hint !== undefined && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <input
        {...input}
        id={id}
        className="field-input"
        aria-invalid={error !== undefined || undefined}
        aria-describedby={described || undefined}
      />
      <div className="live" aria-live="polite">
        {error !== undefined && (
          <p className="field-error" id={`${id}-error`}>
            {error}
          </p>
        )}
      </div>
    </div>
  );
}
