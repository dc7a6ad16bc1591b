import { Switch as AriaSwitch } from 'react-aria-components';

import { classes } from '../../ui/classes.ts';
import styles from './switch.module.css';

export interface SwitchProps {
  readonly on: boolean;
  /** What it switches, for whom. */
  readonly label: string;
  readonly disabled: boolean;
  readonly onChange: (on: boolean) => void;
}

/** On or off, said in words as well as shown. */
export function Switch({ on, label, disabled, onChange }: SwitchProps) {
  return (
    <AriaSwitch
      className={classes(styles.switch)}
      isSelected={on}
      isDisabled={disabled}
      onChange={onChange}
      aria-label={label}
    >
      <span className={styles.word} aria-hidden="true">
        {on ? 'On' : 'Off'}
      </span>
      <span className={styles.track} aria-hidden="true" />
    </AriaSwitch>
  );
}
