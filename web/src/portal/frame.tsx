import type { ReactNode } from 'react';

import type { Portal } from '../api/portal.ts';
import { PageHeading } from '../ui/page-heading.tsx';
import styles from './frame.module.css';
import { PorchLight } from './porch-light.tsx';

export interface FrameProps {
  readonly portal?: Portal | undefined;
  readonly heading: string;
  /** Whether the porch light is on; it is off on pages that lead nowhere. */
  readonly lit?: boolean;
  readonly children: ReactNode;
}

/** The layout of a portal page: the porch light, the practice's name, one column, a footer. */
export function Frame({ portal, heading, lit = true, children }: FrameProps) {
  const title = portal && portal.name !== heading ? `${heading} · ${portal.name}` : heading;
  const isTheName = portal?.name === heading;
  return (
    <div className={styles.frame}>
      <main className={styles.column}>
        <PorchLight lit={lit} />
        {portal && !isTheName && <p className={styles.practiceName}>{portal.name}</p>}
        <PageHeading key={heading} title={title} className={isTheName ? styles.practiceName : styles.heading}>
          {heading}
        </PageHeading>
        {children}
      </main>
      <footer className={styles.footer}>Porchlight</footer>
    </div>
  );
}
