/** The times and limits of delivery, in seconds, with the reason of each. */
export const deliveryPolicy = {
  /** Longer than any transport's time-out; after it another server takes over. */
  leaseSeconds: 25,
  /** After more failures than this, while the service took other mails, the mail itself is the cause. */
  triesBeforeAside: 3,
  /** When a mail that could not be sent is given up. Most links expire before. */
  giveUpSeconds: 24 * 3600,
  /** The longest pause after the mail service as a whole failed: a link should go out within a minute of its return. */
  longestServicePause: 60,
  /** The longest pause for one mail that fails while others are sent. */
  longestMailPause: 900,
  /** The longest wait that a mail service can ask for. */
  longestRetryAfter: 3600,
  /** How long mails are kept after their end, in days. */
  keepDays: 30,
} as const;

/** The pause after so many failures in a row: twice as long each time, with a jitter of a quarter. */
export function backoffSeconds(failures: number, longest: number, random: () => number = Math.random): number {
  return Math.min(longest, 2 ** Math.min(failures, 16)) * (0.75 + random() / 2);
}
