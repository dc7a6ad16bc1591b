/** Node's codes for a network that does not carry, and a name that nobody answers to. */
const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/**
 * SQLSTATE: the connection failed, no more connections, out of memory or disk, a server on its way down
 * or up, a time limit on a statement, a lock or a transaction, a deadlock, and a server that takes no writes.
 */
const serverCodes = /^(08...|53...|57P0[1235]|57014|55P03|40P01|25P0[34]|25006)$/;

/** What pg and its pool say without a code. */
const saidByDriver =
  /^(Connection terminated|timeout expired|timeout exceeded when trying to connect|Query read timeout|Client was closed|Client has encountered a connection error)/;

/** The driver's own error inside the one that TypeORM makes of it. */
const faultOf = (error: unknown) =>
  ((error as { driverError?: unknown } | undefined)?.driverError ?? error) as { code?: unknown; message?: unknown };

/**
 * Whether the database is out of reach, too slow, or too busy to take one more: nothing is wrong with
 * what was asked, and the same may go well a moment later.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, message } = faultOf(error);
  if (typeof code === 'string') return networkCodes.has(code) || serverCodes.test(code);
  return saidByDriver.test(String(message));
}

/** Whether the connection broke under a statement, which another connection may answer at once. */
export function isConnectionLost(error: unknown): boolean {
  const { code, message } = faultOf(error);
  return /^(ECONNRESET|EPIPE|57P01)$/.test(String(code)) || String(message).startsWith('Connection terminated');
}

/** Whether the database said nothing for as long as an answer may take. */
export const isUnanswered = (error: unknown): boolean => faultOf(error).message === 'Query read timeout';

/** Whether the database takes no writes, as a standby does (SQLSTATE 25006). */
export const isReadOnly = (error: unknown): boolean => faultOf(error).code === '25006';

/** Whether Postgres undid a transaction to end a deadlock (SQLSTATE 40P01); the same goes well the next time. */
export const isDeadlock = (error: unknown): boolean => faultOf(error).code === '40P01';

/** Whether what was asked met others at work: in a deadlock, or waiting for a lock for too long (SQLSTATE 55P03). */
export const isInUse = (error: unknown): boolean => isDeadlock(error) || faultOf(error).code === '55P03';
