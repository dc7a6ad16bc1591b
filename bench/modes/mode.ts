import type { Cluster } from '../lib/cluster.ts';
import { type Load, type LoadOrder, type LoadReport, noMatterHowLong } from '../lib/load.ts';
import type { Server } from '../lib/processes.ts';
import type { ModeName, Options } from '../options.ts';
import type { Statements } from '../systems/statements.ts';

/** What every measurement works with. */
export interface Bench {
  cluster: Cluster;
  load: Load;
  options: Options;
  statements: Statements;
  say: (line: string) => void;
}

/** A measurement beside the comparison; it gives its result as Markdown. */
export interface Mode {
  name: ModeName;
  title: string;
  run(bench: Bench): Promise<string>;
}

/** Porchlight under load by every client there is. */
export const porchlightOrder = ({ options }: Bench, servers: Server[]): LoadOrder => ({
  system: 'porchlight',
  step: 'link',
  origins: servers.map(({ origin }) => origin),
  concurrency: Math.max(...options.concurrency),
  seconds: options.seconds,
  firstClient: 0,
  clients: options.clients,
});

/** Measures one step, and lets the mail that it caused come in. */
export async function measureAndSettle({ load }: Pick<Bench, 'load'>, order: LoadOrder): Promise<LoadReport> {
  const report = await load.measure(order);
  await load.awaitMail(report.asked);
  await load.forgetMail();
  return report;
}

/** Uses a fresh server for a while, so that its code is compiled, and signs people and, where there are any, staff in. */
export async function warmUp(bench: Bench, order: LoadOrder): Promise<void> {
  await bench.load.reset();
  await measureAndSettle(bench, { ...order, step: 'link', seconds: bench.options.warmUpSeconds });
  // However slow the machine: enough people for looking sessions up.
  await measureAndSettle(bench, { ...order, step: 'link', seconds: noMatterHowLong, cycles: 50 });
  await bench.load.signStaffIn(order);
}
