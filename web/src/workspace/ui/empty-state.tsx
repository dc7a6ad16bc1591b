import type { ReactNode } from 'react';

import styles from './empty-state.module.css';

export interface EmptyStateProps {
  readonly title: string;
  /** `status` and `alert` have it read out when it appears. */
  readonly role?: 'status' | 'alert';
  /** Why there is nothing, and what to do. */
  readonly children: ReactNode;
}

/** Stands where something would be shown, if there were anything. */
export function EmptyState({ title, role, children }: EmptyStateProps) {
  return (
    <section className={styles.empty} role={role}>
      <h2 className={styles.title}>{title}</h2>
      {children}
    </section>
  );
}
