import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DataFolderTaken, takeDataFolder } from './data-folder.ts';

let folder: string;
let children: ChildProcess[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'porchlight-folder-'));
  children = [];
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const module = new URL('data-folder.ts', import.meta.url).href;

/** Another process that takes the folder and stays. */
async function otherHolder(): Promise<ChildProcess> {
  const script = `import(${JSON.stringify(module)}).then(({ takeDataFolder }) => {
    takeDataFolder(process.argv[1]); console.log('taken'); setInterval(() => {}, 1000); });`;
  const child = spawn(process.execPath, ['--experimental-transform-types', '--no-warnings', '-e', script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  await new Promise((resolve) => child.stdout?.once('data', resolve));
  return child;
}

const ended = (child: ChildProcess) => new Promise((resolve) => child.once('exit', resolve));

test('makes the folder for its owner only', () => {
  const dataDir = join(folder, 'a', 'b');
  takeDataFolder(dataDir);
  expect(statSync(dataDir).mode & 0o077).toBe(0);
});

test('lets one process in; the second is told which one has it and what to do', async () => {
  const holder = await otherHolder();
  expect(() => takeDataFolder(folder)).toThrow(DataFolderTaken);
  expect(() => takeDataFolder(folder)).toThrow(`process ${holder.pid}`);
  expect(() => takeDataFolder(folder)).toThrow(/Stop it first, or set DATA_DIR/);
});

test('takes over the folder of a process that was killed', async () => {
  const holder = await otherHolder();
  holder.kill('SIGKILL');
  await ended(holder);
  expect(() => takeDataFolder(folder)).not.toThrow();
});

test('recognizes another process with the same process id', async () => {
  const holder = await otherHolder();
  const lock = JSON.parse(readFileSync(join(folder, 'lock'), 'utf8')) as { pid: number; started: string };
  expect(lock.pid).toBe(holder.pid);
  writeFileSync(join(folder, 'lock'), JSON.stringify({ ...lock, started: '1' }));
  expect(() => takeDataFolder(folder)).not.toThrow();
});

test('takes over a lock that is written in part', () => {
  writeFileSync(join(folder, 'lock'), '{"pid":');
  expect(() => takeDataFolder(folder)).not.toThrow();
});

test('leaves nothing behind when it is released', () => {
  takeDataFolder(folder)();
  expect(existsSync(join(folder, 'lock'))).toBe(false);
});
