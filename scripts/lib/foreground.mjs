import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { productNode } from './need-node.cjs';
import { root, toolPath } from './toolchain.mjs';

/** Reads the repository's `.env`, if there is one; the environment takes precedence. */
export function loadSettings() {
  const file = join(root, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}

/**
 * Runs a built program of the product, in the repository's folder and with its settings, as
 * if it had been typed instead of this command: same terminal, same signals.
 *
 * @param {string} program from the repository's folder
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
export function runProduct(program, args) {
  loadSettings();
  return inForeground(
    spawn(productNode(), ['--enable-source-maps', program, ...args], { cwd: root, stdio: 'inherit' }),
  );
}

/**
 * Runs a program of one of our packages from its source, in the package's folder.
 *
 * @param {string} from the package's folder
 * @param {string} program
 * @param {string[]} [args]
 * @param {Record<string, string>} [env]
 * @returns {Promise<number>} the exit code
 */
export function runScript(from, program, args = [], env = {}) {
  const tsx = toolPath('tsx', 'server');
  const options = { cwd: join(root, from), env: { ...process.env, ...env }, stdio: /** @type {const} */ ('inherit') };
  return inForeground(spawn(productNode(), [tsx, program, ...args], options));
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>}
 */
function inForeground(child) {
  onEnd((signal) => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    // The exit code of a shell for a process that a signal ended.
    child.on('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}

/**
 * Calls back once when this process gets a signal that its children did not get. The process then runs until they
 * have ended.
 *
 * @param {(signal: NodeJS.Signals) => void} callback
 */
export function onEnd(callback) {
  let told = false;
  const tell = (/** @type {NodeJS.Signals} */ signal) => {
    // In a terminal, Ctrl-C reaches the children by itself.
    if (told || (signal === 'SIGINT' && process.stdin.isTTY)) return;
    told = true;
    callback(signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, tell);

  // An npm that was killed forwards no signal.
  if (!process.env['npm_lifecycle_event']) return;
  const npm = process.ppid;
  setInterval(() => process.ppid === npm || tell('SIGTERM'), 250).unref();
}
