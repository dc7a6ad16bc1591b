import { useEffect } from 'react';

/** How often something under way is looked at, in milliseconds; looking does not extend anybody's session. */
const lookEvery = 1500;

/** Looks again and again while something is under way. */
export function usePolling(underWay: boolean, start: (every: number) => void, stop: () => void) {
  useEffect(() => {
    if (!underWay) return undefined;
    start(lookEvery);
    return stop;
  }, [underWay, start, stop]);
}
