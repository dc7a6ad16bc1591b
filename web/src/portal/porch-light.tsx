import { classes } from '../ui/classes.ts';
import styles from './porch-light.module.css';

/** The product's mark: lit where a client can sign in, unlit on pages that lead nowhere. */
export function PorchLight({ lit }: { readonly lit: boolean }) {
  return (
    <div className={classes(styles.light, lit && styles.lit)} aria-hidden="true">
      <svg viewBox="0 0 44 48">
        <path className={styles.glass} d="M16 19h20l-3 18H19z" />
        <path
          className={styles.iron}
          d="M4 8v26M4 18C4 4 26 0 26 8v3M13 19l6-8h14l6 8zM16 19l3 18h14l3-18M26 20v16M17 37h18M26 38v4"
        />
      </svg>
    </div>
  );
}
