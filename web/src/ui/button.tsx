import type { ComponentProps } from 'react';

import styles from './button.module.css';
import { classes } from './classes.ts';
import { Spinner } from './spinner.tsx';

/** What a button does: the single next action of a screen, another action, a way back, or an end. */
export type ButtonKind = 'primary' | 'plain' | 'quiet' | 'stop';

interface Look {
  readonly kind?: ButtonKind | undefined;
  readonly small?: boolean | undefined;
}

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'disabled'>, Look {
  /** What it says while its work is under way; it keeps the focus, and presses do nothing. */
  readonly busy?: string | undefined;
  /** Cannot be pressed now, but stays readable and reachable. */
  readonly unavailable?: boolean | undefined;
}

/** The class names of a button, for a link that should look like one. */
export function buttonClass({ kind = 'plain', small }: Look): string {
  return classes(styles.button, kind !== 'plain' && styles[kind], small && styles.small);
}

/** A native button. It keeps the focus while it is busy. */
export function Button({ kind, small, busy, unavailable, className, onClick, children, ...rest }: ButtonProps) {
  const still = busy !== undefined || unavailable === true;
  return (
    <button
      type="button"
      {...rest}
      className={classes(buttonClass({ kind, small }), className)}
      aria-busy={busy !== undefined || undefined}
      aria-disabled={still || undefined}
      onClick={(event) => (still ? event.preventDefault() : onClick?.(event))}
    >
      {busy !== undefined && <Spinner />}
      {busy ?? children}
    </button>
  );
}
