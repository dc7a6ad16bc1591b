import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Email } from 'postal-mime';
import { type BenchPostgres, withClient } from '../lib/postgres.ts';
import { scratchFolder, type Server, startServer } from '../lib/processes.ts';
import type { LoadGenerator } from '../load/load-generator.ts';
import { seedBetterAuth } from './seed.ts';

const script = fileURLToPath(new URL('./better-auth-server.ts', import.meta.url));

/** Makes its database with so many users in it, and gives its address. */
export async function prepareBetterAuth(postgres: BenchPostgres, database: string, users: number): Promise<string> {
  const databaseUrl = await postgres.createDatabase(database);
  execFileSync(process.execPath, [script], { env: { DATABASE_URL: databaseUrl, MIGRATE: 'yes' }, stdio: 'pipe' });
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

/** @param mail a mail of Porchlight's; this one sends the same, with its own links and codes */
export async function startBetterAuth(databaseUrl: string, load: LoadGenerator, mail: Email): Promise<Server> {
  const mailFile = join(scratchFolder, 'mail.json');
  writeFileSync(mailFile, JSON.stringify({ subject: mail.subject, html: mail.html, text: mail.text }));
  return startServer([script], { DATABASE_URL: databaseUrl, MAIL_FILE: mailFile, ...load.mailServer });
}
