import { useEffect, useState } from 'react';

/** Whole seconds until a moment of this browser's clock, counted down on the screen; never below 0. */
export function useCountdown(moment: number): number {
  const [now, setNow] = useState(Date.now);
  const seconds = Math.max(0, Math.ceil((moment - now) / 1000));
  const counting = moment > now;
  useEffect(() => {
    setNow(Date.now());
    if (!counting) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [moment, counting]);
  return seconds;
}
