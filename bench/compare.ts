import type { Server } from './lib/processes.ts';
import { type LoadOrder, noMatterHowLong } from './load/load-generator.ts';
import { type BenchContext, type Measurement, measureTurn } from './measurement.ts';
import { prepareBetterAuth, startBetterAuth } from './systems/better-auth.ts';
import { type PorchlightBuild, preparePorchlight, startPorchlight } from './systems/porchlight.ts';
import type { Rendering } from './systems/write-mail.ts';

const titles = {
  link: 'Signing in by link, with its mail',
  code: 'Signing in by PIN (better-auth: by a mailed code)',
  'look-up': 'Looking a session up',
} as const;

/** How many requests are under way at once. */
const concurrency = 32;

/** How long a fresh server is used for each step before it is measured, in turns. */
const warmUpTurns = 2;
/** So many cycles of a turn come before those that count, so that mails are on their way already. */
const uncounted = 100;

/** better-auth with mails that React Email renders one by one, and with mails made as Porchlight makes them. */
const [betterAuth, betterAuthLikePorchlight] = ['better-auth', 'better-auth, mails as Porchlight'];
/** Those that Porchlight is compared with, in the order of the tables. */
export const otherSystems = [betterAuth, betterAuthLikePorchlight];

/** A server that does everything in one process. */
interface System {
  name: string;
  api: LoadOrder['api'];
  server: Server;
}

/** Measures builds of Porchlight and better-auth, all on one Postgres, in short turns. */
export async function compare(context: BenchContext, builds: PorchlightBuild[]): Promise<Measurement[]> {
  const { options } = context;
  const systems: System[] = [];
  try {
    for (const [n, build] of builds.entries()) systems.push(await openPorchlight(context, build, `compare_${n}`));
    systems.push(await openBetterAuth(context, betterAuth, 'react-email'));
    systems.push(await openBetterAuth(context, betterAuthLikePorchlight, 'as-porchlight'));
    for (const system of systems) await warmUp(context, system);
    const found: Measurement[] = [];
    for (let round = 1; round <= options.rounds; round += 1) {
      found.push(...(await takeTurns(context, systems, round)));
      console.log(`compare: ${round} of ${options.rounds} rounds`);
    }
    return found;
  } finally {
    for (const { server } of systems) await server.stop();
  }
}

async function openPorchlight(context: BenchContext, build: PorchlightBuild, database: string): Promise<System> {
  const databaseUrl = await preparePorchlight(context, build, database);
  return {
    name: build.name,
    api: 'porchlight',
    server: await startPorchlight(context, build, databaseUrl, { jobs: 'on' }),
  };
}

async function openBetterAuth(
  { postgres, load, options }: BenchContext,
  name: string,
  rendering: Rendering,
): Promise<System> {
  const databaseUrl = await prepareBetterAuth(
    postgres,
    `compare_better_auth_${rendering.replace('-', '_')}`,
    options.clients,
  );
  return { name, api: 'better-auth', server: await startBetterAuth(databaseUrl, load, rendering) };
}

const orderFor = ({ options }: BenchContext, { api, server }: System): Omit<LoadOrder, 'step'> => ({
  api,
  origin: server.origin,
  concurrency,
  seconds: options.seconds,
  clients: options.clients,
});

/** Uses a fresh server for a while, so that its code is compiled, and signs clients and staff in. */
async function warmUp(context: BenchContext, system: System): Promise<void> {
  const { load, options } = context;
  const order = orderFor(context, system);
  await load.signStaffIn({ ...order, step: 'link' });
  // However slow the machine: enough clients for looking sessions up.
  await load.runAndSettle({ ...order, step: 'link', seconds: noMatterHowLong, cycles: 100 });
  for (const step of ['code', 'look-up', 'link'] as const) {
    await load.runAndSettle({ ...order, step, seconds: options.seconds * warmUpTurns });
  }
}

/** Everyone does each step, one right after the other, so that the machine is about as fast for each. */
async function takeTurns(context: BenchContext, systems: System[], round: number): Promise<Measurement[]> {
  const { load } = context;
  const found: Measurement[] = [];
  // Nobody always goes first.
  const inTurn = systems
    .map((_, n) => systems.at((n + round) % systems.length))
    .filter((system) => system !== undefined);
  for (const step of ['link', 'code', 'look-up'] as const) {
    for (const system of inTurn) {
      const order = { ...orderFor(context, system), step };
      await load.run({ ...order, seconds: noMatterHowLong, cycles: uncounted });
      const { report, figures } = await measureTurn(context, system.server, order);
      await load.settle(report);
      found.push({ table: titles[step], system: system.name, figures });
    }
  }
  return found;
}
