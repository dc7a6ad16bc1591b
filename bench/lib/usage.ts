import type { BenchPostgres } from './postgres.ts';
import { cpuSecondsOf } from './processes.ts';

/** What one cycle used. */
export interface Usage {
  /** Processor time of the server process, in milliseconds. */
  serverCpu: number;
  /** Processor time of all of Postgres' processes, in milliseconds. */
  postgresCpu: number;
  /** Bytes written to the write-ahead log. */
  wal: number;
  statements: number;
}

/** Starts to measure what a server process and Postgres use; the function it gives says how much that was for each cycle. */
export async function measureUsage(postgres: BenchPostgres, pid: number): Promise<(cycles: number) => Promise<Usage>> {
  const read = async () => ({
    serverCpu: cpuSecondsOf(pid) * 1000,
    postgresCpu: postgres.cpuSeconds() * 1000,
    wal: await postgres.walBytes(),
    statements: await postgres.statements(),
  });
  const before = await read();
  return async (cycles) => {
    const after = await read();
    return {
      serverCpu: (after.serverCpu - before.serverCpu) / cycles,
      postgresCpu: (after.postgresCpu - before.postgresCpu) / cycles,
      wal: (after.wal - before.wal) / cycles,
      statements: (after.statements - before.statements) / cycles,
    };
  };
}
