import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

/** How Linux counts processor time: hundredths of a second. */
const ticksPerSecond = 100;

/** Processor time in seconds of a process, its children, and those of its children that have ended. */
export function cpuSecondsOf(pid: number): number {
  const own = readStat(pid);
  if (!own) return 0;
  const children = childrenOf(pid).map((child) => cpuSecondsOf(child));
  return own.ticks / ticksPerSecond + children.reduce((sum, each) => sum + each, 0);
}

/** Memory that a process holds, in bytes. */
export function memoryOf(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}

function readStat(pid: number): { parent: number; ticks: number } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The program's name may hold anything, and ends at the last parenthesis.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [utime = 0, stime = 0, childrenUtime = 0, childrenStime = 0] = fields.slice(11, 15);
    return { parent: fields[1] ?? 0, ticks: utime + stime + childrenUtime + childrenStime };
  } catch {
    return undefined;
  }
}

const childrenOf = (pid: number): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((each) => readStat(each)?.parent === pid);

/** A server under measurement. */
export interface Server {
  pid: number;
  origin: string;
  stop(): Promise<void>;
}

/** What a server is started with. */
export interface ServerPlan {
  script: string;
  args?: string[];
  nodeArgs?: string[];
  env: Record<string, string>;
  port: number;
  /** What its log says when all of it has started; without, it has when it answers. */
  ready?: string;
  /** The processor core it is to stay on. */
  core?: number | undefined;
}

/** Those that run; whatever ends the benchmark ends them too. */
const running = new Set<ChildProcess>();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** Starts a Node server and waits until it answers. Its log goes to a file, as it would in production. */
export async function startServer({
  script,
  args = [],
  nodeArgs = [],
  env,
  port,
  ready = '',
  core,
}: ServerPlan): Promise<Server> {
  const logFile = `/tmp/porchlight-bench-${port}.log`;
  const log = openSync(logFile, 'w');
  const command = [process.execPath, ...nodeArgs, script, ...args];
  const pinned = core === undefined ? command : ['taskset', '--cpu-list', String(core), ...command];
  const child = spawn(pinned[0] ?? '', pinned.slice(1), {
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', ...env },
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

/** Whether processes can be kept on a core here. */
export const canPin = (): boolean => existsSync('/usr/bin/taskset');

/** Keeps a running process and all its threads on some cores; children that it starts later inherit that. */
export async function pinTo(pid: number, cores: string): Promise<void> {
  for (const each of [pid, ...childrenOf(pid)]) {
    const taskset = spawn('taskset', ['--all-tasks', '--pid', '--cpu-list', cores, String(each)], { stdio: 'ignore' });
    await once(taskset, 'exit');
  }
}
