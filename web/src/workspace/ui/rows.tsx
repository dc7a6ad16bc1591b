import type { ReactNode } from 'react';

import styles from './rows.module.css';

/** Names and what stands beside them, divided by lines. */
export function Rows({ children }: { readonly children: ReactNode }) {
  return <dl className={styles.rows}>{children}</dl>;
}

/** One of {@link Rows}: a name, what it is about, and what can be done with it. */
export function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.row}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
