/** How requests that are sent twice are treated. */
export const idempotencyPolicy = {
  /** How long an answer is kept; a day, as senders retry for hours, not for weeks. */
  keepHours: 24,
  /** How long a second request waits for the answer of the first, in milliseconds, before it is told to come back. */
  waitMs: 5000,
  /** No request takes this long, in seconds: one without an answer by then was cut off. */
  cutOffSeconds: 60,
} as const;
