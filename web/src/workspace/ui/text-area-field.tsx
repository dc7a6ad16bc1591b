import type { ComponentProps } from 'react';

import { type FieldText, LabeledField } from '../../ui/labeled-field.tsx';
import styles from './text-area-field.module.css';

export interface TextAreaFieldProps extends ComponentProps<'textarea'>, FieldText {}

/** Several labelled lines of text. */
export function TextAreaField({ label, hint, error, ...area }: TextAreaFieldProps) {
  return (
    <LabeledField label={label} hint={hint} error={error} className={styles.field}>
      {(control) => <textarea rows={3} {...area} {...control} />}
    </LabeledField>
  );
}
