import { classes } from '../../ui/classes.ts';
import styles from './choice-bar.module.css';

export interface ChoiceBarProps<Value extends string> {
  /** What is chosen, for screen readers. */
  readonly label: string;
  readonly choices: readonly { readonly value: Value; readonly name: string; readonly count: number }[];
  readonly value: Value;
  readonly onChoose: (value: Value) => void;
}

/** Parts of a list to choose from, each with how many it holds. */
export function ChoiceBar<Value extends string>({ label, choices, value, onChoose }: ChoiceBarProps<Value>) {
  return (
    <div className={styles.bar} role="group" aria-label={label}>
      {choices.map((choice) => (
        <button
          type="button"
          key={choice.value}
          className={classes(styles.choice, choice.value === value && styles.on)}
          aria-pressed={choice.value === value}
          onClick={() => onChoose(choice.value)}
        >
          {choice.name} <span className={styles.count}>{choice.count.toLocaleString('en-US')}</span>
        </button>
      ))}
    </div>
  );
}
