/** The limits of webhooks, with the reason of each. */
export const webhookPolicy = {
  /** Endpoints of a practice. */
  mostEndpoints: 10,
  /** How long the receiver may take to answer, DNS included, in milliseconds. */
  timeoutMs: 10_000,
  /** The lease of a delivery, in seconds; longer than a try can last. */
  leaseSeconds: 30,
  /** Concurrent deliveries to one endpoint, so that a slow one does not delay the others. */
  mostAtOnce: 8,
  /** Concurrent deliveries of one server; each has a connection of its own. */
  deliveriesAtOnce: 200,
  /** The pause after the first failure; each further one is four times as long, up to the longest. */
  firstPauseSeconds: 5,
  longestPauseSeconds: 4 * 3600,
  /** A delivery is tried for a day. */
  tryForSeconds: 24 * 3600,
  /** An endpoint that took nothing for this long is switched off. */
  failingDays: 5,
  /** After a rotation, the old secret also signs for a day. */
  oldSecretSeconds: 24 * 3600,
  /** How much of an answer is stored, in characters. */
  answerLength: 300,
  /** How long deliveries stay in the log. */
  keepDays: 30,
  /** Each read begins so long before the end of the last one, because most acts are committed this soon after they began. */
  overlapSeconds: 5,
  /** How often the activity is read again from further back. */
  rereadSeconds: 60,
  /** An act that is committed so long after it began still becomes an event. */
  lookBackSeconds: 600,
  /** Events enqueued by one statement. */
  eventsAtOnce: 200,
} as const;

/** Seconds until the next try, after so many tries; jitter spreads deliveries that failed together. */
export function pauseSeconds(attempts: number, random: () => number = Math.random): number {
  const { firstPauseSeconds, longestPauseSeconds } = webhookPolicy;
  const pause = Math.min(firstPauseSeconds * 4 ** Math.max(0, attempts - 1), longestPauseSeconds);
  return Math.round(pause * (0.8 + 0.4 * random()));
}
