import { isUniqueViolation } from './database.ts';

/**
 * Retries on a unique violation of this index. In each round one of the concurrent transactions succeeds, so as many
 * rounds as there are transactions are enough; more rounds than the limit are a bug.
 */
export async function retryOnConflict<Result>(constraint: string, act: () => Promise<Result>): Promise<Result> {
  for (let round = 1; ; round += 1) {
    try {
      return await act();
    } catch (error) {
      if (round === 100 || !isUniqueViolation(error, constraint)) throw error;
    }
  }
}
