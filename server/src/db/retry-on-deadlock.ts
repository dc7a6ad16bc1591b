import { isDeadlock } from './database-unavailable.ts';

/** Retries once after a deadlock: by then the other transaction has its locks. */
export async function retryOnDeadlock<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (!isDeadlock(error)) throw error;
    return act();
  }
}
