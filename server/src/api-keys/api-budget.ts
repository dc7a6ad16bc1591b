/** What keys may spend in each minute, in points, over all servers. */
export const apiBudget = {
  /** Of one key: 600 mutations, or ten times the most that one operation may ask for and more. */
  key: 6000,
  /** Of all keys of a practice together, so that one integration more does not starve the others. */
  practice: 18_000,
  windowSeconds: 60,
} as const;

/** What is left of a budget, and in how many seconds it is whole again. */
export interface BudgetLeft {
  remaining: number;
  resetSeconds: number;
}

/** What spending came to. The practice's budget is left alone when the key's own is over. */
export interface Spent {
  key: BudgetLeft;
  practice: BudgetLeft | undefined;
  /** When to come back, in seconds, if one of the two was not enough. */
  refusedFor: number | undefined;
}
