import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type Server, startServer } from '../lib/processes.ts';
import type { Statements } from './statements.ts';

const script = fileURLToPath(new URL('./bare-server.ts', import.meta.url));
const page = fileURLToPath(new URL('../../web/dist/index.html', import.meta.url));

/**
 * Starts the server without a framework.
 *
 * @param connections `pool`: each statement has one of ten to itself. `shared`: six carry several at a time, as Porchlight's do.
 */
export function startBare(
  databaseUrl: string,
  connections: 'pool' | 'shared',
  statements: Statements,
  port: number,
  core?: number,
): Promise<Server> {
  const file = join(tmpdir(), `porchlight-bench-statements-${process.pid}.json`);
  writeFileSync(file, JSON.stringify(Object.fromEntries(statements.texts)));
  return startServer({ script, args: [String(port), databaseUrl, connections, file, page], env: {}, port, core });
}
