import type { LoadOrder } from '../lib/load.ts';
import type { Server } from '../lib/processes.ts';
import { latencyOf, spreadOf } from '../lib/figures.ts';
import { preparePorchlight } from '../prepare.ts';
import { table } from '../report.ts';
import { startPorchlight } from '../systems/porchlight.ts';
import { type Bench, measureAndSettle, type Mode, porchlightOrder } from './mode.ts';

const sizes = [1000, 1_000_000] as const;
const steps = ['link', 'pin', 'me'] as const;
const concurrency = 8;
/** An address gets five mails in an hour, and staff sign in anew for every turn. */
const [turns, signInsOfTurn] = [4, 600];

/** The latencies of one turn, by request, in milliseconds. */
type Turn = Record<string, { p50: number; p95: number }>;

/** The latency of every request with few and with very many clients, and with as much left of old sign-ins. */
export const sizesMode: Mode = {
  name: 'sizes',
  title: 'A thousand clients, and a million',
  async run(bench) {
    const places: Place[] = [];
    try {
      for (const clients of sizes) places.push(await open(bench, clients));
      for (let turn = 0; turn <= turns; turn += 1) {
        for (const place of turn % 2 ? places.toReversed() : places) {
          const measured = await takeTurn(bench, place.order);
          // The first one warms up.
          if (turn > 0) place.turns.push(measured);
        }
      }
      return report(places.map((place) => place.turns));
    } finally {
      for (const { server, database } of places) {
        await server.stop();
        await bench.cluster.drop(database);
      }
    }
  },
};

interface Place {
  database: string;
  server: Server;
  order: LoadOrder;
  turns: Turn[];
}

async function open(bench: Bench, clients: number): Promise<Place> {
  const { cluster, load } = bench;
  const database = `clients_${clients}`;
  const started = performance.now();
  await preparePorchlight(cluster, load, database, { clients, old: clients });
  bench.say(`${clients} clients seeded in ${((performance.now() - started) / 1000).toFixed(0)} s`);
  const port = 4905 + sizes.findIndex((size) => size === clients);
  const server = await startPorchlight(load, { databaseUrl: cluster.urlOf(database), port });
  return { database, server, order: { ...porchlightOrder(bench, [server]), clients, concurrency }, turns: [] };
}

async function takeTurn({ load, options }: Bench, order: LoadOrder): Promise<Turn> {
  // Whoever signed in at the other place is nobody here.
  await load.reset();
  await load.signStaffIn(order);
  const times: Record<string, number[]> = {};
  for (const step of steps) {
    const most = step === 'link' ? { cycles: signInsOfTurn } : {};
    const { timings } = await measureAndSettle({ load }, { ...order, step, seconds: options.seconds, ...most });
    Object.assign(times, timings);
  }
  return Object.fromEntries(Object.entries(times).map(([request, values]) => [request, latencyOf(values)]));
}

/** Medians over the turns; the ratio is taken within each, so that a slow minute weighs on both sides. */
function report([few = [], many = []]: Turn[][]): string {
  const median = (values: number[]) => spreadOf(values).median;
  const milliseconds = (taken: Turn[], request: string, part: 'p50' | 'p95') =>
    `${median(taken.map((turn) => turn[request]?.[part] ?? Number.NaN)).toFixed(1)} ms`;
  return table(
    ['request', '1,000 clients: p50', 'p95', '1,000,000 clients: p50', 'p95', 'p50 ÷ p50'],
    Object.keys(few[0] ?? {}).map((request) => {
      const ratios = many.map((turn, n) => (turn[request]?.p50 ?? Number.NaN) / (few[n]?.[request]?.p50 ?? Number.NaN));
      const { least, most } = spreadOf(ratios);
      return [
        request,
        milliseconds(few, request, 'p50'),
        milliseconds(few, request, 'p95'),
        milliseconds(many, request, 'p50'),
        milliseconds(many, request, 'p95'),
        `${median(ratios).toFixed(2)} (${least.toFixed(2)}–${most.toFixed(2)})`,
      ];
    }),
  );
}
