import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../../scripts/lib/free-port.mjs';

/** How Linux counts processor time: hundredths of a second. */
const ticksPerSecond = 100;

/** Processor time in seconds of a process, its children, and those of its children that have ended. */
export function cpuSecondsOf(pid: number): number {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readStat(Number(name)) ?? []);
  const ticksOf = (each: ProcessStat): number =>
    processes.filter(({ parent }) => parent === each.pid).reduce((sum, child) => sum + ticksOf(child), each.ticks);
  const own = processes.find((each) => each.pid === pid);
  return own ? ticksOf(own) / ticksPerSecond : 0;
}

interface ProcessStat {
  pid: number;
  parent: number;
  ticks: number;
}

/** What Linux says of a process; nothing when it has ended meanwhile. */
function readStat(pid: number): ProcessStat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The program's name may hold anything, and ends at the last parenthesis.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [utime = 0, stime = 0, childrenUtime = 0, childrenStime = 0] = fields.slice(11, 15);
    return { pid, parent: fields[1] ?? 0, ticks: utime + stime + childrenUtime + childrenStime };
  } catch {
    return undefined;
  }
}

/** A server under measurement. */
export interface Server {
  pid: number;
  origin: string;
  stop(): Promise<void>;
}

/** Folder of the servers' logs and of what else one run writes down. */
export const scratchFolder = mkdtempSync(join(tmpdir(), 'porchlight-bench-'));

/** The servers that run; whatever ends the benchmark ends them too. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(scratchFolder, { recursive: true, force: true });
});

/**
 * Starts a Node server and waits until it answers `/healthz`. Its log goes to a file, as it would in production.
 *
 * @param command what Node is told: options, script, arguments
 * @param environment what the server is told beside PORT
 * @param ready what its log says when all of it has started; without, it has when it answers
 */
export async function startServer(command: string[], environment: Record<string, string>, ready = ''): Promise<Server> {
  const port = await freePort();
  const logFile = join(scratchFolder, `${port}.log`);
  const log = openSync(logFile, 'w');
  const child = spawn(process.execPath, command, {
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', PORT: String(port), ...environment },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  running.add(child);
  child.once('exit', () => running.delete(child));
  const origin = `http://127.0.0.1:${port}`;
  await answers(child, origin, logFile, ready);
  return { pid: child.pid ?? 0, origin, stop: () => end(child) };
}

async function answers(child: ChildProcess, origin: string, logFile: string, ready: string): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (child.exitCode !== null) throw new Error(`The server at ${origin} ended:\n${readFileSync(logFile, 'utf8')}`);
    const up = await fetch(`${origin}/healthz`).catch(() => undefined);
    if (up && readFileSync(logFile, 'utf8').includes(ready)) return;
    await wait(50);
  }
  throw new Error(`The server at ${origin} does not answer:\n${readFileSync(logFile, 'utf8')}`);
}

/** Tells a process to end, and waits until it has. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}
