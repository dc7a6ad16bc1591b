/** Node's error codes for the network and for DNS. */
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

/** Messages of pg and its pool that have no code. */
const saidByDriver =
  /^(Connection terminated|timeout expired|timeout exceeded when trying to connect|Query read timeout|Client was closed|Client has encountered a connection error)/;

/** The driver's error inside TypeORM's. */
const faultOf = (error: unknown) =>
  ((error as { driverError?: unknown } | undefined)?.driverError ?? error) as { code?: unknown; message?: unknown };

/**
 * Whether the database cannot be reached, is too slow or too busy: the statement is not the cause, and a retry may
 * succeed.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, message } = faultOf(error);
  if (typeof code === 'string') return networkCodes.has(code) || serverCodes.test(code);
  return saidByDriver.test(String(message));
}

/** Whether the connection broke during a statement, so that another connection may answer at once. */
export function isConnectionLost(error: unknown): boolean {
  const { code, message } = faultOf(error);
  return /^(ECONNRESET|EPIPE|57P01)$/.test(String(code)) || String(message).startsWith('Connection terminated');
}

/** Whether the database did not answer in time. */
export const isUnanswered = (error: unknown): boolean => faultOf(error).message === 'Query read timeout';

/** Whether the database takes no writes, as a standby does (SQLSTATE 25006). */
export const isReadOnly = (error: unknown): boolean => faultOf(error).code === '25006';

/** Whether Postgres rolled a transaction back because of a deadlock (SQLSTATE 40P01); a retry succeeds. */
export const isDeadlock = (error: unknown): boolean => faultOf(error).code === '40P01';

/** Whether what was asked met others at work: in a deadlock, or waiting for a lock for too long (SQLSTATE 55P03). */
export const isInUse = (error: unknown): boolean => isDeadlock(error) || faultOf(error).code === '55P03';
