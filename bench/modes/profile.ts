import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { table } from '../report.ts';
import { startPorchlight } from '../systems/porchlight.ts';
import { type Bench, type Mode, porchlightOrder, warmUp } from './mode.ts';

const seconds = 6;

const kinds = [
  { kind: 'ask', title: 'asking' },
  { kind: 'redeem', title: 'redeeming' },
  { kind: 'pin', title: 'a PIN, made and redeemed' },
  { kind: 'me', title: 'looking up' },
] as const;

/** Where the server spends its time, by what it is spent on. */
export const profileMode: Mode = {
  name: 'profile',
  title: 'Where the time goes',
  async run(bench) {
    const shares: Map<string, number>[] = [];
    for (const { kind } of kinds) shares.push(await profileOf(bench, kind));
    const names = [...new Set(shares.flatMap((each) => [...each.keys()]))];
    const total = (name: string) => shares.reduce((sum, each) => sum + (each.get(name) ?? 0), 0);
    const percent = (share = 0) => `${(share * 100).toFixed(0)} %`;
    return table(
      ['share of the server’s time', ...kinds.map(({ title }) => title)],
      names
        .toSorted((a, b) => total(b) - total(a))
        .filter((name) => total(name) > 0.03)
        .map((name) => [name].concat(shares.map((each) => percent(each.get(name))))),
    );
  },
};

/** Only this one kind of request, after a warm-up that is in the profile too but short beside it. */
async function profileOf(bench: Bench, kind: (typeof kinds)[number]['kind']): Promise<Map<string, number>> {
  const { cluster, load } = bench;
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-profile-'));
  const databaseUrl = await cluster.make('run', 'seeded_porchlight');
  const worker = await startPorchlight(load, { databaseUrl, port: 4904 });
  const first = await startPorchlight(load, { databaseUrl, port: 4901, env: { JOBS: 'off' } });
  const order = { ...porchlightOrder(bench, [first]), seconds };
  await warmUp(bench, order);
  if (kind === 'redeem') {
    const { asked } = await load.measure({ ...order, step: 'ask' });
    await load.awaitMail(asked);
  }
  await first.stop();
  const nodeArgs = ['--cpu-prof', `--cpu-prof-dir=${folder}`];
  const server = await startPorchlight(load, { databaseUrl, port: 4901, nodeArgs, env: { JOBS: 'off' } });
  await load.measure({ ...order, step: kind });
  await server.stop();
  await worker.stop();
  await load.reset();
  await cluster.drop('run');
  const file = readdirSync(folder).find((name) => name.endsWith('.cpuprofile')) ?? '';
  return sharesOf(JSON.parse(readFileSync(join(folder, file), 'utf8')) as CpuProfile);
}

interface CpuProfile {
  nodes: { id: number; callFrame: { functionName: string; url: string }; children?: number[] }[];
  samples: number[];
  timeDeltas: number[];
}

/** Time by the part of the stack that spent it; Node's own functions count for whoever called them. */
function sharesOf({ nodes, samples, timeDeltas }: CpuProfile): Map<string, number> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id] as const)));
  const partOf = (id: number | undefined): string | undefined => {
    const node = id === undefined ? undefined : byId.get(id);
    if (!node) return 'Node itself';
    const { functionName, url } = node.callFrame;
    if (functionName === '(idle)' || functionName === '(program)') return undefined;
    if (functionName === '(garbage collector)') return 'collecting garbage';
    if (/internal\/modules/.test(url)) return undefined;
    return packageOf(url) ?? partOf(parents.get(node.id));
  };
  const spent = new Map<string, number>();
  samples.forEach((id, n) => {
    const part = partOf(id);
    if (part !== undefined) spent.set(part, (spent.get(part) ?? 0) + (timeDeltas[n] ?? 0));
  });
  const all = [...spent.values()].reduce((sum, each) => sum + each, 0);
  return new Map([...spent].map(([part, time]) => [part, time / all]));
}

const parts: [RegExp, string][] = [
  [/^(pg|pg-protocol|pg-pool|pg-types)$/, 'pg: talking to Postgres'],
  [/^(fastify|@fastify\/.*|find-my-way|avvio|light-my-request|helmet|cookie)$/, 'Fastify and its plugins'],
  [/^graphql$/, 'graphql: executing'],
  [/^(type-graphql|class-validator)$/, 'TypeGraphQL'],
  [/^(pino|sonic-boom|thread-stream|quick-format-unescaped)$/, 'pino: logging'],
];

function packageOf(url: string): string | undefined {
  const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  if (name) return parts.find(([pattern]) => pattern.test(name))?.[1] ?? name;
  return url.includes('/server/') ? 'Porchlight’s own code' : undefined;
}
