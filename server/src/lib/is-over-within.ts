/** Waits for the work, but not longer than so many milliseconds. Gives whether it is over. */
export async function isOverWithin(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const pause = new Promise<boolean>((resolve) => (timer = setTimeout(resolve, milliseconds, false)));
  try {
    return await Promise.race([work.then(() => true), pause]);
  } finally {
    clearTimeout(timer);
  }
}
