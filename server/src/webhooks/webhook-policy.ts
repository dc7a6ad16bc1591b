/** Every number about webhooks, in one place. */
export const webhookPolicy = {
  /** Of one practice; more are forgotten ones. */
  mostEndpoints: 10,
  /** How long the receiver may take to answer, name look-up included, in milliseconds. */
  timeoutMs: 10_000,
  /** After this a delivery whose server died is taken up by another; longer than a try can last. */
  leaseSeconds: 30,
  /** Under way to one endpoint at a time, so that a slow one does not hold up the others. */
  mostAtOnce: 8,
  /** Under way from one server at a time; each has a connection of its own. */
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
  /** What is kept of an answer, in characters. */
  answerLength: 300,
  /** How long deliveries stay in the log. */
  keepDays: 30,
  /** The end of what was read the last time is read again, because most acts are committed this soon after they began. */
  overlapSeconds: 5,
  /** Every so often, the record is read again from further back. */
  rereadSeconds: 60,
  /** An act that was committed so long after it began is still told. */
  lookBackSeconds: 600,
  /** Events enqueued by one statement. */
  eventsAtOnce: 200,
} as const;

/** Seconds until the next try, after so many; jitter keeps deliveries that failed together from coming back together. */
export function pauseSeconds(attempts: number, random: () => number = Math.random): number {
  const { firstPauseSeconds, longestPauseSeconds } = webhookPolicy;
  const pause = Math.min(firstPauseSeconds * 4 ** Math.max(0, attempts - 1), longestPauseSeconds);
  return Math.round(pause * (0.8 + 0.4 * random()));
}
