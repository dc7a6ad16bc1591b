/** The limits of Idempotency-Keys. */
export const idempotencyPolicy = {
  /** How long an answer is kept. Senders retry for hours, not for weeks. */
  keepHours: 24,
  /** How long a second request waits for the answer of the first, in milliseconds, before it is refused. */
  waitMs: 5000,
  /** A request without an answer after this time, in seconds, was interrupted. */
  cutOffSeconds: 60,
} as const;
