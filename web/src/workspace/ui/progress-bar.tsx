import { useEffect, useState } from 'react';

import { classes } from '../../ui/classes.ts';
import styles from './progress-bar.module.css';

export interface ProgressBarProps {
  /** What is being done. */
  readonly label: string;
  readonly done: number;
  readonly total: number;
  /** Paused or done; then nothing moves. */
  readonly still?: boolean;
}

/** How far something has come. It is read out at every quarter, not at every step. */
export function ProgressBar({ label, done, total, still = false }: ProgressBarProps) {
  const percent = total === 0 ? 100 : Math.floor((done / total) * 100);
  const quarter = Math.floor(percent / 25) * 25;
  const [announced, setAnnounced] = useState<number>();
  useEffect(() => setAnnounced(quarter), [quarter]);
  return (
    <div className={styles.progress}>
      <p className={styles.words} aria-hidden="true">
        <span>{label}</span>
        <span className={styles.count}>
          {done.toLocaleString('en-US')} of {total.toLocaleString('en-US')}
        </span>
      </p>
      <progress
        className={still ? classes(styles.bar, styles.still) : styles.bar}
        aria-label={label}
        value={done}
        max={total || 1}
      />
      <p className="visually-hidden" role="status">
        {announced !== undefined && `${label}: ${announced} %`}
      </p>
    </div>
  );
}
