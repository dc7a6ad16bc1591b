import { DataFolderTaken } from '../db/data-folder.ts';
import { isDatabaseUnavailable } from '../db/database-unavailable.ts';
import { WrongSecretKey } from '../db/secret-key-check.ts';
import { ListenError } from '../http/starting.ts';
import { ConfigError } from '../lib/config.ts';

const whatToCheck = 'Check DATABASE_URL, and that Postgres runs.';

/** Errors whose messages are for operators. */
const forOperators = [ConfigError, DataFolderTaken, ListenError, WrongSecretKey];

/** The fields of errors of Node, of the driver and of the embedded database's file system. */
interface StartupError extends Partial<NodeJS.ErrnoException> {
  driverError?: unknown;
}

/** Describes why the product does not start: a sentence for what an operator can correct, the stack for a bug. */
export function describeStartupError(error: unknown): string {
  const { code, path, message = '', name, stack } = ((error as StartupError).driverError ?? error) as StartupError;
  if (forOperators.some((kind) => error instanceof kind)) return message;
  // SQLSTATE: wrong password, no such role, no such database.
  if (['28P01', '28000', '3D000'].includes(code ?? '')) return `The database refuses: ${message}. Check DATABASE_URL.`;
  if (isDiskFull(error)) return 'The disk is full. Make room, or set DATA_DIR to a folder on another disk.';
  if (isDatabaseUnavailable(error)) return `The database does not answer (${code ?? message}). ${whatToCheck}`;
  if (path !== undefined) return `DATA_DIR cannot be used (${message}). Set it to a folder that you may write to.`;
  if (name === 'ErrnoError') return `The embedded database cannot use its folder (${message}). Look at DATA_DIR.`;
  return stack ?? (message || JSON.stringify(error));
}

/** Node has a code, the embedded database's file system a number, and Postgres its SQLSTATE. */
function isDiskFull(error: unknown): boolean {
  const { code, errno, name } = error as StartupError;
  return code === 'ENOSPC' || code === '53100' || (name === 'ErrnoError' && errno === 51);
}
