import { useEffect, useState } from 'react';

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
  const [told, setTold] = useState<number>();
  useEffect(() => setTold(quarter), [quarter]);
  return (
    <div className="progress">
      <p className="progress-words" aria-hidden="true">
        <span>{label}</span>
        <span className="progress-count">
          {done.toLocaleString('en-US')} of {total.toLocaleString('en-US')}
        </span>
      </p>
      <progress
        className={still ? 'progress-bar progress-still' : 'progress-bar'}
        aria-label={label}
        value={done}
        max={total || 1}
      />
      <p className="only-read-out" role="status">
        {told !== undefined && `${label}: ${told} %`}
      </p>
    </div>
  );
}
