/** Node's codes for a network that does not carry, and a name that nobody answers to. */
const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** SQLSTATE: the connection failed, no more connections, out of memory or disk, and a server on its way down or up. */
const serverCodes = /^(08...|53...|57P0[123])$/;

/** What pg and its pool say without a code. */
const saidByDriver =
  /^(Connection terminated|timeout expired|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/**
 * Whether the database is out of reach or too busy to take one more: nothing is wrong with what was
 * asked, and the same may go well a moment later.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, message } = ((error as { driverError?: unknown }).driverError ?? error) as Error & { code?: unknown };
  if (typeof code === 'string') return networkCodes.has(code) || serverCodes.test(code);
  return saidByDriver.test(message);
}
