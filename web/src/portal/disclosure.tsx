import type { ReactNode } from 'react';

import styles from './disclosure.module.css';

export interface DisclosureProps {
  readonly summary: string;
  readonly children: ReactNode;
}

/** More to read, shown on request. */
export function Disclosure({ summary, children }: DisclosureProps) {
  return (
    <details className={styles.disclosure}>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}
