import type { ReactNode } from 'react';

import { classes } from '../../ui/classes.ts';
import styles from './checkbox.module.css';

export interface CheckboxProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly className?: string | undefined;
  /** What it says. */
  readonly children: ReactNode;
}

/** A choice of yes or no, with its words beside it. */
export function Checkbox({ checked, onChange, className, children }: CheckboxProps) {
  return (
    <label className={classes(styles.checkbox, className)}>
      <input type="checkbox" checked={checked} onChange={({ target }) => onChange(target.checked)} />
      <span>{children}</span>
    </label>
  );
}
