import { isUniqueViolation } from './database.ts';

/**
 * Repeats an act that lost a race for the one place that a unique index gives. Each time somebody
 * wins, so as many rounds as there are rivals are enough; far more rivals than there can be are a bug.
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
