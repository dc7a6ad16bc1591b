import { useEffect, useState } from 'react';

/** While the page is in use, in milliseconds: news appears while both people are still on the phone. */
const activeIntervalMs = 3000;
/** While nobody uses the page and nothing changes, and for lists that nobody watches. In milliseconds. */
export const idleIntervalMs = 15_000;
/** How long after the last input or change a page counts as in use, in milliseconds. */
const activeForMs = 10 * 60_000;

const userEvents = ['pointerdown', 'keydown', 'visibilitychange'] as const;

/**
 * How often a page that follows events polls the server, in milliseconds.
 *
 * @param news a text that changes when what the page shows has changed.
 */
export function usePollInterval(news: string): number {
  const [intervalMs, setIntervalMs] = useState(activeIntervalMs);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const markActive = () => {
      clearTimeout(timer);
      setIntervalMs(activeIntervalMs);
      timer = setTimeout(() => setIntervalMs(idleIntervalMs), activeForMs);
    };
    markActive();
    for (const event of userEvents) document.addEventListener(event, markActive);
    return () => {
      clearTimeout(timer);
      for (const event of userEvents) document.removeEventListener(event, markActive);
    };
  }, [news]);
  return intervalMs;
}

/** Whether to skip a poll: a page that nobody sees does not poll. */
export function skipPollAttempt(): boolean {
  return document.hidden;
}
