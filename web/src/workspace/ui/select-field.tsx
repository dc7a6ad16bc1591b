import type { ComponentProps } from 'react';

import { classes } from '../../ui/classes.ts';
import { LabeledField } from '../../ui/labeled-field.tsx';
import styles from './select-field.module.css';

export interface SelectFieldProps extends Omit<ComponentProps<'select'>, 'children'> {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly choices: readonly { readonly value: string; readonly name: string }[];
}

/** One labelled choice out of a few. */
export function SelectField({ label, hint, choices, className, ...select }: SelectFieldProps) {
  return (
    <LabeledField label={label} hint={hint} className={classes(styles.field, className)}>
      {(control) => (
        <select {...select} {...control}>
          {choices.map(({ value, name }) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      )}
    </LabeledField>
  );
}
