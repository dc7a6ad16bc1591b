import type { ComponentProps } from 'react';

import { type FieldText, LabeledField } from './labeled-field.tsx';

export interface FieldProps extends ComponentProps<'input'>, FieldText {}

/** One labelled line of text. */
export function Field({ label, hint, error, className, ...input }: FieldProps) {
  return (
    <LabeledField label={label} hint={hint} error={error} className={className}>
      {(control) => <input {...input} {...control} />}
    </LabeledField>
  );
}
