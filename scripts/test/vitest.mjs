import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { root, runTool } from '../lib/toolchain.mjs';
import { readJson } from './read-json.mjs';

/** @typedef {import('./run-steps.mjs').Outcome} Outcome */

/** What Node keeps of the programs that tests start again and again. */
const compiled = join(root, 'node_modules/.cache/node');

/**
 * Runs one project of vitest.config.ts.
 *
 * @param {string} project
 * @param {Record<string, string>} [env]
 * @returns {Promise<Outcome>}
 */
export async function vitest(project, env = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-vitest-'));
  const file = join(folder, 'report.json');
  const args = [
    'run',
    '--project',
    project,
    '--silent=passed-only',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ];
  // What is set up for the product must not reach its tests.
  const { ok, output } = await runTool('vitest', args, {
    env: { NODE_ENV: undefined, DATABASE_URL: undefined, NODE_COMPILE_CACHE: compiled, ...env },
  });
  const report = readJson(file);
  rmSync(folder, { recursive: true });
  const { numPassedTests: passed = 0, numFailedTests: failed = 0, numPendingTests = 0, numTodoTests = 0 } = report;
  const files = (report['testResults'] ?? []).map(fileOf);
  return { ok, output, passed, failed, skipped: numPendingTests + numTodoTests, files };
}

/** @param {{ name: string, startTime: number, endTime: number }} result */
const fileOf = ({ name, startTime, endTime }) => ({
  name: relative(root, name),
  seconds: (endTime - startTime) / 1000,
});
