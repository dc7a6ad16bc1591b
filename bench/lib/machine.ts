import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { findPostgres } from '../../scripts/postgres.mjs';

/** What it was run on, in a line each. */
export function describeMachine(postgresVersion: string): string[] {
  const [cpu] = cpus();
  const system = /PRETTY_NAME="([^"]+)"/.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'Linux';
  return [
    `${cpus().length} cores of ${cpu?.model.trim() ?? 'an unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB of memory`,
    `${system}, kernel ${release()}, Node ${process.versions.node}, Postgres ${postgresVersion} with its default settings of durability`,
    `a write and fsync of 8 KB takes ${fsyncMilliseconds()} on the disk that the database is on`,
  ];
}

/** As Postgres itself measures it. */
function fsyncMilliseconds(): string {
  try {
    const output = execFileSync(
      join(findPostgres() ?? '', 'pg_test_fsync'),
      ['-s', '1', '-f', '/tmp/porchlight-bench-fsync'],
      {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    const microseconds = /fdatasync\s+\S+ ops\/sec\s+(\d+) usecs/.exec(output)?.[1];
    return microseconds ? `${(Number(microseconds) / 1000).toFixed(2)} ms` : 'an unknown time';
  } catch {
    return 'an unknown time';
  }
}
