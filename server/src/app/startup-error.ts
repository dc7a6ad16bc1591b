import { DataFolderTaken } from '../db/data-folder.ts';
import { isDatabaseUnavailable } from '../db/database-unavailable.ts';
import { ConfigError } from '../lib/config.ts';

const whatToCheck = 'Check DATABASE_URL, and that Postgres runs.';

/** Says why the product does not start: in a sentence what an operator can mend, and with its stack what is a bug. */
export function describeStartupError(error: unknown): string {
  const { code, port, message, stack } = error as NodeJS.ErrnoException & { port?: number };
  if (error instanceof ConfigError || error instanceof DataFolderTaken) return message;
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken by another program. Stop it, or set PORT to another one.`;
    case 'EACCES':
      return `${message}. Set PORT to one above 1023, or DATA_DIR to a folder you may write to.`;
    // SQLSTATE: wrong password, no such role, no such database.
    case '28P01':
    case '28000':
    case '3D000':
      return `The database refuses: ${message}. Check DATABASE_URL.`;
    default:
      if (isDatabaseUnavailable(error)) return `The database does not answer (${code ?? message}). ${whatToCheck}`;
      return stack ?? String(error);
  }
}
