import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint } from './fingerprint.mjs';
import { root, runTool } from './toolchain.mjs';

const sources = ['server', 'web', 'shared', 'tsconfig.base.json', 'pnpm-lock.yaml'];
const stamp = join(root, 'server/dist/.built-from');
const webEntry = join(root, 'web/dist/index.html');

/**
 * Builds the server and the web application.
 *
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export async function build() {
  const from = fingerprint(root, sources);
  const results = await Promise.all([viteBuild('server'), viteBuild('web')]);
  // Into the same folder, which the previous build empties.
  results.push(await viteBuild('web', ['--config', 'explorer.config.ts']));
  const ok = results.every((each) => each.ok);
  if (ok) writeFileSync(stamp, from);
  return { ok, output: results.map((each) => each.output).join('\n') };
}

/**
 * @param {string} cwd
 * @param {string[]} [options]
 */
const viteBuild = (cwd, options = []) =>
  runTool('vite', ['build', ...options], { cwd, env: { NODE_ENV: 'production' } });

/** Builds, unless the build is up to date. Ends the process when that fails. */
export async function buildWhenStale() {
  if (isFresh()) return;
  console.log('Building …');
  const { ok, output } = await build();
  if (ok) return;
  console.error(output);
  console.error('The build failed: see above.');
  process.exit(1);
}

// Building the server deletes the stamp with the rest of its output, and building the web
// application alone makes its page younger than the stamp.
function isFresh() {
  if (!existsSync(stamp) || !existsSync(webEntry)) return false;
  if (statSync(webEntry).mtimeMs > statSync(stamp).mtimeMs) return false;
  return readFileSync(stamp, 'utf8') === fingerprint(root, sources);
}
