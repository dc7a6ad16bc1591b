import { isDeadlock } from './database-unavailable.ts';

/** Repeats, once, what Postgres undid as a whole to end a deadlock: by then the other one has what it waited for. */
export async function retryOnDeadlock<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (!isDeadlock(error)) throw error;
    return act();
  }
}
