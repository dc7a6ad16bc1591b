import { latencyOf } from '../lib/figures.ts';
import { preparePorchlight } from '../prepare.ts';
import { table } from '../report.ts';
import { startPorchlight } from '../systems/porchlight.ts';
import { type Bench, measureAndSettle, type Mode, porchlightOrder, warmUp } from './mode.ts';

const sizes = [1000, 1_000_000];
const steps = ['link', 'pin', 'me'] as const;
const concurrency = 8;

/** The latency of every request with few and with very many clients, old links and sessions. */
export const sizesMode: Mode = {
  name: 'sizes',
  title: 'A thousand clients, and a million',
  async run(bench) {
    const columns: Record<string, { p50: number; p95: number }>[] = [];
    for (const clients of sizes) columns.push(await latenciesWith(bench, clients));
    const [few = {}, many = {}] = columns;
    return table(
      ['request', '1,000 clients: p50', 'p95', '1,000,000 clients: p50', 'p95', 'p50 ÷ p50'],
      Object.keys(few).map((step) => {
        const [a, b] = [few[step], many[step]];
        const ratio = (b?.p50 ?? Number.NaN) / (a?.p50 ?? Number.NaN);
        return [step].concat([a?.p50, a?.p95, b?.p50, b?.p95].map(milliseconds), ratio.toFixed(2));
      }),
    );
  },
};

const milliseconds = (value = Number.NaN) => `${value.toFixed(1)} ms`;

async function latenciesWith(bench: Bench, clients: number): Promise<Record<string, { p50: number; p95: number }>> {
  const { cluster, load } = bench;
  const started = performance.now();
  await preparePorchlight(cluster, load, 'sized', { clients, old: clients });
  bench.say(`${clients} clients seeded in ${((performance.now() - started) / 1000).toFixed(0)} s`);
  const server = await startPorchlight(load, { databaseUrl: cluster.urlOf('sized'), port: 4901 });
  try {
    const order = { ...porchlightOrder(bench, [server]), clients, concurrency };
    await warmUp(bench, order);
    const times: Record<string, number[]> = {};
    for (const step of steps) {
      const { timings } = await measureAndSettle(bench, { ...order, step });
      for (const [name, values] of Object.entries(timings)) times[name] = values;
    }
    return Object.fromEntries(Object.entries(times).map(([name, values]) => [name, latencyOf(values)]));
  } finally {
    await server.stop();
    await cluster.drop('sized');
  }
}
