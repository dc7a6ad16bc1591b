import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Thrown when another running process works on the same data folder. */
export class DataFolderTaken extends Error {
  constructor(dataDir: string, pid: number) {
    super(
      `Another Porchlight (process ${pid}) is already using the data folder ${dataDir}. Stop it first, or set DATA_DIR to another folder.`,
    );
  }
}

/**
 * Makes the data folder, readable by its owner only, and takes it for this process: the embedded
 * database does not guard its files itself. A lock left by a killed process counts for nothing.
 *
 * @returns a function that releases the folder.
 * @throws DataFolderTaken
 */
export function takeDataFolder(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'lock');
  const holder = readHolder(file);
  if (holder && isRunning(holder)) throw new DataFolderTaken(dataDir, holder.pid);
  if (holder) rmSync(file, { force: true });
  try {
    const handle = openSync(file, 'wx', 0o600);
    writeSync(handle, JSON.stringify({ pid: process.pid, started: startOf(process.pid) }));
    closeSync(handle);
  } catch (error) {
    // Another process that started at the same moment was first.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      throw new DataFolderTaken(dataDir, readHolder(file)?.pid ?? 0);
    throw error;
  }
  return () => rmSync(file, { force: true });
}

interface Holder {
  pid: number;
  started: string;
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    // A process that was killed while it wrote the lock leaves a part of it.
    if (error instanceof SyntaxError) return { pid: 0, started: '' };
    throw error;
  }
}

function isRunning({ pid, started }: Holder): boolean {
  if (pid === 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  // A process id is given again in time, always so in a container: the moment of its start tells them apart.
  return startOf(pid) === started;
}

/** When a process started, in the kernel's ticks; empty for one that has ended, and where the system does not say. */
function startOf(pid: number): string {
  try {
    const [state, ...rest] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    // A killed process stays listed, as a zombie, until its parent has taken notice.
    return state === 'Z' || state === 'X' ? '' : (rest[18] ?? '');
  } catch {
    return '';
  }
}
