import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type BenchPostgres, withClient } from '../lib/postgres.ts';
import { type Server, startServer } from '../lib/processes.ts';
import type { LoadGenerator } from '../load/load-generator.ts';
import { seedBetterAuth } from './seed.ts';
import type { Rendering } from './write-mail.ts';

// Node by itself cannot read the mail's template, which is a .tsx file.
const script = [
  '--import',
  import.meta.resolve('tsx'),
  fileURLToPath(new URL('./better-auth-server.ts', import.meta.url)),
];
const tsx = { TSX_TSCONFIG_PATH: fileURLToPath(new URL('../../server/tsconfig.json', import.meta.url)) };

/** Makes its database with so many users in it, and gives its address. */
export async function prepareBetterAuth(postgres: BenchPostgres, database: string, users: number): Promise<string> {
  const databaseUrl = await postgres.createDatabase(database);
  execFileSync(process.execPath, script, { env: { ...tsx, DATABASE_URL: databaseUrl, MIGRATE: 'yes' }, stdio: 'pipe' });
  await withClient(databaseUrl, async (client) => {
    // What its guide to performance recommends, where its own migration has none.
    const wanted = { user: 'email', session: 'token', account: '"userId"', verification: 'identifier' };
    for (const [table, column] of [...Object.entries(wanted), ['session', '"userId"']] as const) {
      const { rows } = await client.query(
        `SELECT 1 FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
          WHERE i.indrelid = $1::regclass AND a.attname = $2`,
        [`"${table}"`, column.replaceAll('"', '')],
      );
      if (rows.length === 0) await client.query(`CREATE INDEX ON "${table}" (${column})`);
    }
    await seedBetterAuth(client, users);
  });
  return databaseUrl;
}

/** Starts it, with links and codes in the same mails that Porchlight sends. */
export const startBetterAuth = (databaseUrl: string, load: LoadGenerator, rendering: Rendering): Promise<Server> =>
  startServer(script, { ...tsx, DATABASE_URL: databaseUrl, RENDERING: rendering, ...load.mailServer });
