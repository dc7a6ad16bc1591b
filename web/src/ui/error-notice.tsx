import { useMemo } from 'react';

import type { RequestError } from '../api/request-error.ts';
import { Button } from './button.tsx';
import { formatCountdown } from './format-countdown.ts';
import { Notice } from './notice.tsx';
import { useCountdown } from './use-countdown.ts';

export interface ErrorNoticeProps {
  readonly error: RequestError;
  /** Does the same again; absent when the screen's own button does. */
  readonly onRetry?: (() => void) | undefined;
}

/** Says in plain words what went wrong, and what to do. */
export function ErrorNotice({ error, onRetry }: ErrorNoticeProps) {
  const retryAt = useMemo(() => Date.now() + (error.retryAfterSeconds ?? 0) * 1000, [error]);
  const wait = useCountdown(retryAt);
  const retry = error.kind === 'chunk-missing' ? () => location.reload() : onRetry;
  return (
    <Notice tone="stop">
      <p>{error.message}</p>
      {error.kind === 'too-many-requests' && (
        <p>{wait > 0 ? `You can try again in ${formatCountdown(wait)}.` : 'You can try again now.'}</p>
      )}
      {error.reference !== undefined && (
        <p className="small">If it keeps happening, tell the practice: {error.reference}</p>
      )}
      {retry !== undefined && wait === 0 && <Button onClick={retry}>Try again</Button>}
    </Notice>
  );
}
