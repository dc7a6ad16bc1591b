import type { ReactNode } from 'react';

import styles from './facts.module.css';

/** A list of names and values, one line each. */
export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className={styles.facts}>{children}</dl>;
}

export interface FactProps {
  readonly name: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** One line of {@link Facts}. */
export function Fact({ name, className, children }: FactProps) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd className={className}>{children}</dd>
    </div>
  );
}
