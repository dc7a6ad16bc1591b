/** Every time and limit of delivery, in seconds, each with its reason. */
export const deliveryPolicy = {
  /** Longer than any transport's time-out; after it another server takes over. */
  leaseSeconds: 25,
  /** A mail that failed more often than this while the service took others fails for reasons of its own. */
  triesBeforeAside: 3,
  /** When a mail that could not be handed over is given up. Links mostly expire before. */
  giveUpSeconds: 24 * 3600,
  /** The longest pause after the mail service as a whole failed: a link should go out within a minute of its return. */
  longestServicePause: 60,
  /** The longest pause for one mail that fails while others get through. */
  longestMailPause: 900,
  /** The longest that we let a mail service keep us waiting. */
  longestRetryAfter: 3600,
  /** How long mails are kept after their end, in days. */
  keepDays: 30,
} as const;

/** How long to wait after so many failures in a row: twice as long each time, with a quarter of chance either way. */
export function backoffSeconds(failures: number, longest: number, random: () => number = Math.random): number {
  return Math.min(longest, 2 ** Math.min(failures, 16)) * (0.75 + random() / 2);
}
