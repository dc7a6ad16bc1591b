import { latencyOf } from '../lib/figures.ts';
import { noMatterHowLong } from '../lib/load.ts';
import { memoryOf } from '../lib/processes.ts';
import { preparePorchlight } from '../prepare.ts';
import { table } from '../report.ts';
import { startPorchlight } from '../systems/porchlight.ts';
import { measureAndSettle, type Mode, porchlightOrder, warmUp } from './mode.ts';

const slices = 10;

/** One server through very many sign-ins: does it grow, does it slow down? */
export const driftMode: Mode = {
  name: 'drift',
  title: 'Memory and latency over many sign-ins',
  async run(bench) {
    const { cluster, load, options } = bench;
    // An address gets five mails in an hour; four of them are used here.
    const clients = Math.max(1000, Math.ceil(options.cycles / 4));
    await preparePorchlight(cluster, load, 'drift', { clients, old: clients * 2 });
    const server = await startPorchlight(load, { databaseUrl: cluster.urlOf('drift'), port: 4901 });
    try {
      const order = { ...porchlightOrder(bench, [server]), clients };
      await warmUp(bench, order);
      const rows: string[][] = [];
      const cycles = Math.ceil(options.cycles / slices);
      for (let slice = 1; slice <= slices; slice += 1) {
        const { timings, ...report } = await measureAndSettle(bench, { ...order, seconds: noMatterHowLong, cycles });
        const ask = latencyOf(timings['askForLink'] ?? []);
        const redeem = latencyOf(timings['redeemLink'] ?? []);
        const megabytes = memoryOf(server.pid) / 1e6;
        rows.push([
          (slice * cycles).toLocaleString('en'),
          (report.cycles / report.seconds).toFixed(0),
          ...[ask.p50, ask.p99, redeem.p50, redeem.p99].map((value) => value.toFixed(1)),
          `${megabytes.toFixed(0)} MB`,
        ]);
        bench.say(rows.at(-1)?.join('  ') ?? '');
      }
      return table(
        ['sign-ins so far', 'per second', 'ask p50, ms', 'p99', 'redeem p50, ms', 'p99', 'memory of the server'],
        rows,
      );
    } finally {
      await server.stop();
      await cluster.drop('drift');
    }
  },
};
