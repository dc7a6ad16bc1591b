import type { Cluster } from './lib/cluster.ts';
import type { Load } from './lib/load.ts';
import { seedBetterAuth, seedPorchlight, type Size } from './lib/seed.ts';
import type { Options } from './options.ts';
import { migrateBetterAuth } from './systems/better-auth.ts';
import { startPorchlight } from './systems/porchlight.ts';

/** Makes the seeded databases that every measurement starts from a copy of. */
export async function prepare(cluster: Cluster, load: Load, { clients }: Options): Promise<void> {
  await preparePorchlight(cluster, load, 'seeded_porchlight', { clients, old: clients * 2 });
  await cluster.make('seeded_better_auth');
  await migrateBetterAuth(cluster, 'seeded_better_auth');
  await cluster.with('seeded_better_auth', (client) => seedBetterAuth(client, { clients, old: clients * 2 }));
}

export async function preparePorchlight(cluster: Cluster, load: Load, database: string, size: Size): Promise<void> {
  const databaseUrl = await cluster.make(database);
  // It brings the schema up to date when it starts.
  const server = await startPorchlight(load, { databaseUrl, port: 4901, env: { JOBS: 'off' } });
  await server.stop();
  await cluster.with(database, (client) => seedPorchlight(client, size));
}
