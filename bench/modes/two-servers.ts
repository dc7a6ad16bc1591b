import { latencyOf } from '../lib/figures.ts';
import type { Server } from '../lib/processes.ts';
import { table } from '../report.ts';
import { startPorchlight } from '../systems/porchlight.ts';
import { type Bench, measureAndSettle, type Mode, porchlightOrder, warmUp } from './mode.ts';

/** Requests go to two servers on one database in turn, as from a load balancer. */
export const twoServersMode: Mode = {
  name: 'two-servers',
  title: 'Two servers behind one address',
  async run(bench) {
    const rows = [await rowWith(bench, 1), await rowWith(bench, 2)];
    return table(
      ['servers', 'link cycles per second', 'redeem p95, ms', 'look-ups per second', 'look-up p95, ms'],
      rows,
    );
  },
};

async function rowWith(bench: Bench, count: number): Promise<string[]> {
  const { cluster, load } = bench;
  const databaseUrl = await cluster.make('run', 'seeded_porchlight');
  const servers: Server[] = [];
  try {
    for (let n = 0; n < count; n += 1) servers.push(await startPorchlight(load, { databaseUrl, port: 4901 + n }));
    const row = await linkAndMe(bench, servers);
    return [String(count), ...row];
  } finally {
    for (const server of servers) await server.stop();
    await cluster.drop('run');
  }
}

/** The rates and the slower requests of signing in by link, and of looking sessions up. */
export async function linkAndMe(bench: Bench, servers: Server[]): Promise<string[]> {
  const order = porchlightOrder(bench, servers);
  await warmUp(bench, order);
  const link = await measureAndSettle(bench, order);
  const me = await measureAndSettle(bench, { ...order, step: 'me' });
  return [
    (link.cycles / link.seconds).toFixed(0),
    latencyOf(link.timings['redeemLink'] ?? []).p95.toFixed(1),
    (me.cycles / me.seconds).toFixed(0),
    latencyOf(me.timings['lookUp'] ?? []).p95.toFixed(1),
  ];
}
