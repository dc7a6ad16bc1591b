import { useEffect, useState } from 'react';

/** While something goes on: new things appear while both are still speaking. In milliseconds. */
const lively = 3000;
/** While nobody touches the page and nothing new comes, and for lists to go through at leisure. */
export const calm = 15_000;
/** How long after the last touch, or the last news, something is taken to go on. */
const livelyFor = 10 * 60_000;

const touches = ['pointerdown', 'keydown', 'visibilitychange'] as const;

/**
 * How soon a page that shows what happens asks the server again, in milliseconds.
 *
 * @param news changes when what the page shows has changed.
 */
export function usePace(news: string): number {
  const [pace, setPace] = useState(lively);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stir = () => {
      clearTimeout(timer);
      setPace(lively);
      timer = setTimeout(() => setPace(calm), livelyFor);
    };
    stir();
    for (const touch of touches) document.addEventListener(touch, stir);
    return () => {
      clearTimeout(timer);
      for (const touch of touches) document.removeEventListener(touch, stir);
    };
  }, [news]);
  return pace;
}

/** A page that nobody sees asks for nothing. */
export function skipPollAttempt(): boolean {
  return document.hidden;
}
