import type { BenchPostgres } from './lib/postgres.ts';
import type { Server } from './lib/processes.ts';
import { latencyOf } from './lib/statistics.ts';
import { measureUsage, type Usage } from './lib/usage.ts';
import type { LoadGenerator, LoadOrder, LoadReport } from './load/load-generator.ts';
import type { Options } from './options.ts';

/** What every measurement works with. */
export interface BenchContext {
  postgres: BenchPostgres;
  load: LoadGenerator;
  options: Options;
}

/** Figures by their names, which say their units. */
export type Figures = Record<string, number>;

/** The figures of one system in one turn. */
export interface Measurement {
  /** The title of the table that they belong to. */
  table: string;
  system: string;
  figures: Figures;
}

/** Puts a server under load for a turn. */
export async function measureTurn(
  { postgres, load }: BenchContext,
  server: Server,
  order: LoadOrder,
): Promise<{ report: LoadReport; figures: Figures }> {
  const usedSince = await measureUsage(postgres, server.pid);
  const report = await load.run(order);
  const used = await usedSince(report.cycles);
  const figures = {
    'per second': report.cycles / report.seconds,
    ...latencyFigures(report.times),
    ...usageFigures(used),
  };
  return { report, figures };
}

const names = {
  askForLink: 'ask',
  makeCode: 'make',
  redeemLink: 'redeem',
  redeemCode: 'redeem',
  lookUp: 'look up',
  mail: 'from the answer to the mail',
} as const;

/** How long each kind of request took. */
export const latencyFigures = (times: LoadReport['times']): Figures =>
  Object.fromEntries(
    Object.entries(names).flatMap(([kind, name]) => {
      const milliseconds = times[kind];
      if (!milliseconds) return [];
      const { p50, p99 } = latencyOf(milliseconds);
      return [
        [`${name}: p50, ms`, p50],
        [`${name}: p99, ms`, p99],
      ];
    }),
  );

/** What one cycle used. */
export const usageFigures = ({ serverCpu, postgresCpu, wal, statements }: Usage): Figures => ({
  'CPU of the server, ms': serverCpu,
  'CPU of Postgres, ms': postgresCpu,
  'write-ahead log, bytes': wal,
  statements,
});
