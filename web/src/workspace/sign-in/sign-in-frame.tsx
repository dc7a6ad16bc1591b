import type { ReactNode } from 'react';

import styles from './sign-in.module.css';

/** What the pages before sign-in share: one narrow column, one thing to do. */
export function SignInFrame({ children }: { readonly children: ReactNode }) {
  return (
    <main className={styles.frame}>
      <p className={styles.product}>Porchlight for staff</p>
      {children}
    </main>
  );
}
