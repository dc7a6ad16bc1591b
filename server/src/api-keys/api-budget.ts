/** Points that API keys may spend in a minute, over all servers. */
export const apiBudget = {
  /** Of one key: 600 mutations, or ten times the most that one operation may ask for and more. */
  key: 6000,
  /** Of all keys of a practice together. */
  practice: 18_000,
  windowSeconds: 60,
} as const;

/** The remaining points, and the seconds until the budget resets. */
export interface BudgetLeft {
  remaining: number;
  resetSeconds: number;
}

/** The result of spending. When the key's own budget is exceeded, the practice's is not charged. */
export interface Spent {
  key: BudgetLeft;
  practice: BudgetLeft | undefined;
  /** Seconds until a retry can succeed, when one of the two was exceeded. */
  refusedFor: number | undefined;
}
