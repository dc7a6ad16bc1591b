import type { ReactNode } from 'react';

import { classes } from '../../ui/classes.ts';
import styles from './tag.module.css';

export interface TagProps {
  readonly tone?: 'plain' | 'good' | 'stop';
  readonly children: ReactNode;
}

/** A word or two about what it stands beside. */
export function Tag({ tone = 'plain', children }: TagProps) {
  return <span className={classes(styles.tag, tone !== 'plain' && styles[tone])}>{children}</span>;
}
