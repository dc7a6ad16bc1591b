import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withClient } from '../lib/postgres.ts';
import { type Server, startServer } from '../lib/processes.ts';
import { publicOrigin, secretKey } from '../lib/test-data.ts';
import type { BenchContext } from '../measurement.ts';
import { seedPorchlight } from './seed.ts';

/** A checkout of Porchlight that was built. */
export interface PorchlightBuild {
  name: string;
  folder: string;
}

/** The one that this benchmark is part of. */
export const ownBuild: PorchlightBuild = {
  name: 'porchlight',
  folder: fileURLToPath(new URL('../..', import.meta.url)),
};

/** Another one, to compare with; its folder's name is its name. */
export const otherBuild = (folder: string): PorchlightBuild => ({
  name: basename(resolve(folder)),
  folder: resolve(folder),
});

/**
 * Starts Porchlight as shipped: production mode, https origin, limits, log, masking, mail by SMTP over TLS.
 *
 * @param jobs whether this process also does the background work, mail among it
 */
export function startPorchlight(
  { load }: BenchContext,
  { folder }: PorchlightBuild,
  databaseUrl: string,
  { jobs }: { jobs: 'on' | 'off' },
): Promise<Server> {
  return startServer(
    ['--enable-source-maps', join(folder, 'server/dist/main.js')],
    {
      DATABASE_URL: databaseUrl,
      JOBS: jobs,
      PUBLIC_ORIGIN: publicOrigin,
      SECRET_KEYS: `b1:${secretKey.toString('base64')}`,
      MAIL_TRANSPORT: 'smtp',
      MAIL_FROM: 'Portal <portal@bench.example>',
      TRUSTED_PROXIES: '127.0.0.1',
      ...load.mailServer,
    },
    '"msg":"ready"',
  );
}

/** Makes a database with clients in it, and gives its address. */
export async function preparePorchlight(
  context: BenchContext,
  build: PorchlightBuild,
  database: string,
): Promise<string> {
  const { postgres, options } = context;
  const databaseUrl = await postgres.createDatabase(database);
  // It makes the tables when it starts.
  const server = await startPorchlight(context, build, databaseUrl, { jobs: 'off' });
  await server.stop();
  await withClient(databaseUrl, (client) => seedPorchlight(client, options.clients));
  return databaseUrl;
}
