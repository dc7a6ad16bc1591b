import { latencyOf } from '../lib/figures.ts';
import { noMatterHowLong } from '../lib/load.ts';
import { table } from '../report.ts';
import { startPorchlight } from '../systems/porchlight.ts';
import { type Mode, porchlightOrder, warmUp } from './mode.ts';

const burst = 1000;

/** How soon the mail follows: when a thousand ask at once, and when nothing else is going on. */
export const mailMode: Mode = {
  name: 'mail',
  title: 'How soon the mail follows',
  async run(bench) {
    const { cluster, load } = bench;
    const databaseUrl = await cluster.make('run', 'seeded_porchlight');
    const server = await startPorchlight(load, { databaseUrl, port: 4901 });
    try {
      const order = porchlightOrder(bench, [server]);
      await warmUp(bench, order);
      const asked = await load.measure({ ...order, step: 'ask', seconds: noMatterHowLong, cycles: burst });
      const seconds = asked.seconds + (await load.awaitMail(asked.asked));
      await load.forgetMail();
      const idle = await load.measure({ ...order, step: 'wait', concurrency: 1, seconds: noMatterHowLong, cycles: 50 });
      const { p50, p95 } = latencyOf(idle.timings['mailed'] ?? []);
      return table(
        ['', ''],
        [
          [`${burst} ask at once: until the last mail is handed over`, `${seconds.toFixed(1)} s`],
          ['one asks: from the answer until the mail is handed over, p50', `${p50.toFixed(0)} ms`],
          ['… p95', `${p95.toFixed(0)} ms`],
        ],
      );
    } finally {
      await server.stop();
      await cluster.drop('run');
    }
  },
};
