import { useEffect } from 'react';

/** How often a running task is polled, in milliseconds; queries do not extend a session. */
const pollEveryMs = 1500;

/** Polls a query while a task is running. */
export function usePolling(underWay: boolean, start: (every: number) => void, stop: () => void) {
  useEffect(() => {
    if (!underWay) return undefined;
    start(pollEveryMs);
    return stop;
  }, [underWay, start, stop]);
}
