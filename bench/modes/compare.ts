import type { Cluster } from '../lib/cluster.ts';
import type { Latency } from '../lib/figures.ts';
import { latencyOf } from '../lib/figures.ts';
import { type LoadOrder, noMatterHowLong } from '../lib/load.ts';
import { cpuSecondsOf, type Server } from '../lib/processes.ts';
import type { StepName, SystemName } from '../options.ts';
import { startBare } from '../systems/bare.ts';
import { startBetterAuth } from '../systems/better-auth.ts';
import { runPgbench } from '../systems/pgbench.ts';
import { startPorchlight } from '../systems/porchlight.ts';
import { type Bench, warmUp } from './mode.ts';

/** One measurement: one step of one system in one round. CPU in milliseconds, WAL in bytes, both for one cycle. */
export interface Measurement {
  round: number;
  system: SystemName;
  /** `door`: asking and redeeming by themselves, the mail in between. `link`: all of it at once in one process. */
  step: StepName | 'door';
  concurrency: number;
  perSecond: number;
  latencies: Record<string, Latency>;
  serverCpu: number;
  postgresCpu: number;
  wal: number;
  /** What the mail job costs besides, where it runs in a process of its own. */
  mail?: { perSecond: number; workerCpu: number; postgresCpu: number; wal: number };
}

/** Every system in turn, round by round, each time on a fresh copy of its seeded tables and with a fresh server. */
export async function compare(bench: Bench): Promise<Measurement[]> {
  const { options, say } = bench;
  const found: Measurement[] = [];
  for (let round = 0; round < options.rounds; round += 1) {
    // Nobody always goes first.
    const order = options.systems.map((_, n) => options.systems[(n + round) % options.systems.length] ?? 'porchlight');
    for (const system of order) {
      const measured = await measureSystem(bench, system);
      for (const each of measured) {
        found.push({ ...each, round });
        say(describe({ ...each, round }));
      }
    }
  }
  return found;
}

const describe = ({ round, system, step, concurrency, perSecond, serverCpu, postgresCpu }: Measurement) =>
  `round ${round + 1}  ${system.padEnd(11)} ${step.padEnd(5)} ${String(concurrency).padStart(3)} at once  ${perSecond.toFixed(0).padStart(6)}/s  ` +
  `CPU ${serverCpu.toFixed(2)} + ${postgresCpu.toFixed(2)} ms`;

type Unnumbered = Omit<Measurement, 'round'>;

async function measureSystem(bench: Bench, system: SystemName): Promise<Unnumbered[]> {
  const { cluster, options } = bench;
  const seeded = system === 'better-auth' ? 'seeded_better_auth' : 'seeded_porchlight';
  const databaseUrl = await cluster.make('run', seeded);
  await cluster.checkpoint();
  try {
    if (system === 'pgbench') return await runPgbench(databaseUrl, bench);
    const found: Unnumbered[] = [];
    found.push(...(await measureSteps(bench, system, databaseUrl)));
    if (options.steps.includes('link')) found.push(...(await measureDoor(bench, system, databaseUrl)));
    return found;
  } finally {
    await cluster.drop('run');
  }
}

type Served = Exclude<SystemName, 'pgbench'>;

const isBare = (system: Served) => system === 'bare' || system === 'bare-shared';

const serverOf = (
  { load, statements, options }: Bench,
  system: Served,
  databaseUrl: string,
  jobs: boolean,
): Promise<Server> => {
  const core = options.pin ? 0 : undefined;
  if (system === 'better-auth') return startBetterAuth(databaseUrl, 4902, core);
  if (isBare(system)) {
    return startBare(databaseUrl, system === 'bare' ? 'pool' : 'shared', statements, 4903, core);
  }
  return startPorchlight(load, { databaseUrl, port: 4901, core, env: { JOBS: jobs ? 'on' : 'off' } });
};

/** One server process that does everything; the one without a framework has a Porchlight that does its jobs. */
async function measureSteps(bench: Bench, system: Served, databaseUrl: string): Promise<Unnumbered[]> {
  const { load, options } = bench;
  const server = await serverOf(bench, system, databaseUrl, true);
  const worker = isBare(system) ? await startPorchlight(load, { databaseUrl, port: 4904 }) : undefined;
  const found: Unnumbered[] = [];
  try {
    const base = orderFor(bench, system, server);
    await warmUp(bench, base);
    pause(worker);
    for (const step of options.steps) {
      if ((system === 'better-auth' && step === 'page') || (isBare(system) && step === 'link')) continue;
      await measureStep(bench, server, { ...base, step, seconds: options.warmUpSeconds });
      for (const concurrency of options.concurrency) {
        found.push(await measureStep(bench, server, { ...base, step, concurrency }));
      }
    }
  } finally {
    resume(worker);
    await server.stop();
    await worker?.stop();
  }
  return found;
}

async function measureStep(bench: Bench, server: Server, order: LoadOrder): Promise<Unnumbered> {
  const { report, used } = await measureOnce(bench, server, order);
  await bench.load.awaitMail(report.asked);
  await bench.load.forgetMail();
  const latencies = Object.fromEntries(Object.entries(report.timings).map(([step, times]) => [step, latencyOf(times)]));
  const { system, step, concurrency } = order;
  return { system, step: step as StepName, concurrency, perSecond: report.cycles / report.seconds, latencies, ...used };
}

/** Asking by itself, then the mail by itself in a process of its own, then redeeming by itself. */
async function measureDoor(bench: Bench, system: Served, databaseUrl: string): Promise<Unnumbered[]> {
  const { cluster, load, options } = bench;
  const server = await serverOf(bench, system, databaseUrl, false);
  const worker = system === 'better-auth' ? undefined : await startPorchlight(load, { databaseUrl, port: 4904 });
  const found: Unnumbered[] = [];
  try {
    const base = orderFor(bench, system, server);
    const cycle = async (concurrency: number, seconds: number, cycles = options.clients) => {
      await load.reset();
      pause(worker);
      // Nobody twice: the older of two links would be void.
      const ask = await measureOnce(bench, server, {
        ...base,
        step: 'ask',
        concurrency,
        seconds,
        cycles,
      });
      resume(worker);
      const mailMeter = await Meter.start(cluster, worker?.pid ?? 0);
      const mailSeconds = await load.awaitMail(ask.report.asked);
      const mailUsed = await mailMeter.stop(ask.report.cycles);
      pause(worker);
      const redeem = await measureOnce(bench, server, {
        ...base,
        step: 'redeem',
        concurrency,
        seconds: noMatterHowLong,
        cycles: ask.report.cycles,
      });
      resume(worker);
      return { ask, redeem, mailUsed, mailSeconds };
    };
    // Code that has run too seldom to be compiled costs a redeem twice as much; more than this waits for mail in vain.
    await cycle(base.concurrency, options.warmUpSeconds, Math.min(5000, options.clients));
    for (const concurrency of options.concurrency) {
      const { ask, redeem, mailUsed, mailSeconds } = await cycle(concurrency, options.seconds / 2);
      found.push({
        system,
        step: 'door',
        concurrency,
        perSecond: 1 / (ask.report.seconds / ask.report.cycles + redeem.report.seconds / redeem.report.cycles),
        latencies: {
          askForLink: latencyOf(ask.report.timings['askForLink'] ?? []),
          redeemLink: latencyOf(redeem.report.timings['redeemLink'] ?? []),
        },
        serverCpu: ask.used.serverCpu + redeem.used.serverCpu,
        postgresCpu: ask.used.postgresCpu + redeem.used.postgresCpu,
        wal: ask.used.wal + redeem.used.wal,
        ...(worker && {
          mail: {
            perSecond: ask.report.cycles / mailSeconds,
            workerCpu: mailUsed.serverCpu,
            postgresCpu: mailUsed.postgresCpu,
            wal: mailUsed.wal,
          },
        }),
      });
    }
  } finally {
    resume(worker);
    await server.stop();
    await worker?.stop();
  }
  return found;
}

async function measureOnce({ cluster, load }: Bench, server: Server, order: LoadOrder) {
  const meter = await Meter.start(cluster, server.pid);
  const report = await load.measure(order);
  return { report, used: await meter.stop(report.cycles) };
}

const orderFor = ({ options }: Bench, system: Served, server: Server): LoadOrder => ({
  system,
  step: 'link',
  origins: [server.origin],
  concurrency: Math.max(...options.concurrency),
  seconds: options.seconds,
  firstClient: 0,
  clients: options.clients,
});

/** A worker that stands still costs nothing while something else is measured. */
const pause = (worker: Server | undefined) => void (worker && process.kill(worker.pid, 'SIGSTOP'));
const resume = (worker: Server | undefined) => void (worker && process.kill(worker.pid, 'SIGCONT'));

/** Reads processor time and write-ahead log before and after. */
class Meter {
  readonly #cluster: Cluster;
  readonly #pid: number;
  readonly #before: { server: number; postgres: number; wal: number };

  private constructor(cluster: Cluster, pid: number, wal: number) {
    this.#cluster = cluster;
    this.#pid = pid;
    this.#before = { server: cpuSecondsOf(pid), postgres: cluster.cpuSeconds(), wal };
  }

  static async start(cluster: Cluster, pid: number): Promise<Meter> {
    return new Meter(cluster, pid, await cluster.walBytes());
  }

  /** What was used since, for each of so many cycles. */
  async stop(cycles: number): Promise<{ serverCpu: number; postgresCpu: number; wal: number }> {
    const { server, postgres, wal } = this.#before;
    return {
      serverCpu: ((cpuSecondsOf(this.#pid) - server) * 1000) / cycles,
      postgresCpu: ((this.#cluster.cpuSeconds() - postgres) * 1000) / cycles,
      wal: ((await this.#cluster.walBytes()) - wal) / cycles,
    };
  }
}
