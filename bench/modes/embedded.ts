import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { latencyOf } from '../lib/figures.ts';
import { slugOf, staffEmailOf } from '../lib/facts.ts';
import { noMatterHowLong } from '../lib/load.ts';
import { table } from '../report.ts';
import { build, porchlightEnvironment, startPorchlight } from '../systems/porchlight.ts';
import { measureAndSettle, type Mode, porchlightOrder, warmUp } from './mode.ts';

const clients = 600;

/** Everything in one process, the database included. Staff enter the clients through the API. */
export const embeddedMode: Mode = {
  name: 'embedded',
  title: 'On the embedded database',
  async run(bench) {
    const { load } = bench;
    const dataDir = mkdtempSync(join(tmpdir(), 'porchlight-bench-data-'));
    const practice = ['--slug', slugOf(0), '--name', 'Practice 0', '--time-zone', 'America/New_York'];
    const owner = ['--owner-name', 'Dana Reyes', '--owner-email', staffEmailOf(0), '--phone', '(617) 555-0134'];
    execFileSync(process.execPath, [join(dirname(build), 'cli.js'), 'create-practice', ...practice, ...owner], {
      env: { ...porchlightEnvironment(load, 4901), DATA_DIR: dataDir, NODE_ENV: 'production' },
      stdio: 'pipe',
    });
    const server = await startPorchlight(load, { port: 4901, env: { DATA_DIR: dataDir } });
    try {
      const order = { ...porchlightOrder(bench, [server]), clients, onePractice: true };
      await load.signStaffIn(order);
      await load.measure({ ...order, step: 'enrol', concurrency: 1, seconds: noMatterHowLong, cycles: clients });
      await warmUp(bench, order);
      const rows: string[][] = [];
      for (const concurrency of bench.options.concurrency) {
        const link = await measureAndSettle(bench, { ...order, concurrency, seconds: noMatterHowLong, cycles: 300 });
        const me = await measureAndSettle(bench, { ...order, concurrency, step: 'me' });
        rows.push([
          String(concurrency),
          (link.cycles / link.seconds).toFixed(0),
          latencyOf(link.timings['redeemLink'] ?? []).p95.toFixed(1),
          (me.cycles / me.seconds).toFixed(0),
          latencyOf(me.timings['lookUp'] ?? []).p95.toFixed(1),
        ]);
      }
      return table(
        ['at once', 'link cycles per second', 'redeem p95, ms', 'look-ups per second', 'look-up p95, ms'],
        rows,
      );
    } finally {
      await server.stop();
    }
  },
};
