import type { ReactNode } from 'react';

import { classes } from './classes.ts';
import styles from './notice.module.css';

export interface NoticeProps {
  /** Green only for "signed in", red only for "stop"; everything else is plain. */
  readonly tone?: 'plain' | 'good' | 'stop';
  readonly children: ReactNode;
}

/** A short message that is read out when it appears; a stop interrupts what is being read out, the others do not. */
export function Notice({ tone = 'plain', children }: NoticeProps) {
  return (
    <div
      className={classes(styles.notice, tone !== 'plain' && styles[tone])}
      role={tone === 'stop' ? 'alert' : 'status'}
    >
      {children}
    </div>
  );
}
