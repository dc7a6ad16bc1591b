import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Cluster } from '../lib/cluster.ts';
import { type Server, startServer } from '../lib/processes.ts';

const script = fileURLToPath(new URL('./better-auth-server.ts', import.meta.url));

/** Makes its tables, and the indexes its guide to performance recommends where its own migration has none. */
export async function migrateBetterAuth(cluster: Cluster, database: string): Promise<void> {
  execFileSync(process.execPath, [script, '0', cluster.urlOf(database), 'migrate'], { stdio: 'pipe' });
  await cluster.with(database, async (client) => {
    const wanted = { user: 'email', session: 'token', account: '"userId"', verification: 'identifier' };
    for (const [table, column] of Object.entries({ ...wanted, 'session ': '"userId"' })) {
      const { rows } = await client.query(
        `SELECT 1 FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
          WHERE i.indrelid = $1::regclass AND a.attname = $2`,
        [`"${table.trim()}"`, column.replaceAll('"', '')],
      );
      if (rows.length === 0) await client.query(`CREATE INDEX ON "${table.trim()}" (${column})`);
    }
  });
}

export const startBetterAuth = (databaseUrl: string, port: number, core?: number): Promise<Server> =>
  startServer({ script, args: [String(port), databaseUrl], env: {}, port, core });
