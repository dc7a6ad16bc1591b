import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprint } from './fingerprint.mjs';
import { productNode } from './need-node.cjs';

/** The root folder of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

const pnpm = 'pnpm@12.21.0';
const packages = ['.', 'server', 'web', 'shared', 'e2e', 'bench'];

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * Runs a command to its end and keeps what it printed.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, timeoutSeconds?: number }} [options]
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export function run(command, args, { cwd = root, env = {}, timeoutSeconds = 900 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutSeconds * 1000,
      // npx is a batch file there, and Node starts those through a shell only.
      shell: process.platform === 'win32' && command === 'npx',
    });
    running.add(child);
    let output = '';
    const keep = (/** @type {Buffer} */ chunk) => (output += chunk);
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => (output += `${error.message}\n`));
    child.on('close', (code, signal) => {
      running.delete(child);
      if (signal) output += `\nEnded by ${signal} (after ${timeoutSeconds} seconds at most).\n`;
      resolve({ ok: code === 0, output });
    });
  });
}

/** Sends SIGINT to every command that `run` started. */
export function endAll() {
  for (const child of running) child.kill('SIGINT');
}

/**
 * Runs a command-line tool of one of our packages with the product's Node.
 *
 * @param {string} tool the npm package, and after a colon the command when it is named differently
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined> }} [options] `cwd` is the folder of the package, from the root
 */
export function runTool(tool, args, { cwd = '.', env = {} } = {}) {
  const node = productNode();
  return run(node, [toolPath(tool, cwd), ...args], {
    cwd: join(root, cwd),
    env: { PATH: `${dirname(node)}${delimiter}${process.env['PATH']}`, ...colors(), ...env },
  });
}

// The tools see a pipe where their output ends up in a terminal, or the other way round.
function colors() {
  return process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1', FORCE_COLOR: undefined };
}

/**
 * The file behind a command-line tool.
 *
 * @param {string} tool as for `runTool`
 * @param {string} [from] the package that depends on it, when that is not the root
 */
export function toolPath(tool, from = '.') {
  const [name = tool, command = name] = tool.split(':');
  const folder = [from, '.'].map((each) => join(root, each, 'node_modules', name)).find((each) => existsSync(each));
  if (!folder) throw new Error(`${name} is not installed: run npm start or npm test first.`);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[command]);
}

/**
 * Installs the dependencies as the lockfile has them, unless that was done already. Ends the
 * process when it fails.
 */
export async function install() {
  const stamp = join(root, 'node_modules', '.porchlight', 'installed');
  const wanted = fingerprint(root, [
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    ...packages.map((each) => join(each, 'package.json')),
  ]);
  const present = packages.every((each) => each === 'shared' || existsSync(join(root, each, 'node_modules')));
  if (present && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;

  console.log('Installing the dependencies …');
  const args = ['--yes', pnpm, 'install', '--frozen-lockfile', '--config.confirm-modules-purge=false'];
  // In production mode pnpm would leave out what the build needs.
  const { ok, output } = await run('npx', args, { env: { NODE_ENV: undefined } });
  if (!ok) {
    console.error(output);
    console.error('The dependencies could not be installed: see above.');
    process.exit(1);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}
