import type { Fault } from '../api/fault.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';
import { clock, useSecondsUntil } from './use-seconds-until.ts';
import { useMemo } from 'react';

export interface FaultNoticeProps {
  readonly fault: Fault;
  /** Does the same again; absent when the screen's own button does. */
  readonly onRetry?: (() => void) | undefined;
}

/** Says in plain words what went wrong, and what to do. */
export function FaultNotice({ fault, onRetry }: FaultNoticeProps) {
  const retryAt = useMemo(() => Date.now() + (fault.retryAfterSeconds ?? 0) * 1000, [fault]);
  const wait = useSecondsUntil(retryAt);
  const retry = fault.kind === 'part-missing' ? () => location.reload() : onRetry;
  return (
    <Notice tone="stop">
      <p>{fault.message}</p>
      {fault.kind === 'too-many' && (
        <p>{wait > 0 ? `You can try again in ${clock(wait)}.` : 'You can try again now.'}</p>
      )}
      {fault.reference !== undefined && (
        <p className="small">If it keeps happening, tell the practice: {fault.reference}</p>
      )}
      {retry !== undefined && wait === 0 && <Button onClick={retry}>Try again</Button>}
    </Notice>
  );
}
