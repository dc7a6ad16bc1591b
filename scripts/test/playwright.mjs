import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { productNode } from '../lib/need-node.cjs';
import { root, run, runTool } from '../lib/toolchain.mjs';
import { readJson } from './read-json.mjs';

/**
 * Runs the flows of e2e in Chromium.
 *
 * @param {string[]} projects of e2e/playwright.config.ts
 * @param {Record<string, string | undefined>} env
 * @returns {Promise<import('./run-steps.mjs').Outcome>}
 */
export async function playwright(projects, env) {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-playwright-'));
  const file = join(folder, 'report.json');
  const named = projects.flatMap((project) => ['--project', project]);
  const { ok, output } = await runTool('@playwright/test:playwright', ['test', '--reporter=list,json', ...named], {
    cwd: 'e2e',
    env: { ...plainOutput(), NODE_ENV: undefined, DATABASE_URL: undefined, PLAYWRIGHT_JSON_OUTPUT_FILE: file, ...env },
  });
  const { stats = {}, suites = [] } = readJson(file);
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = stats;
  rmSync(folder, { recursive: true });
  return {
    ok: ok && flaky === 0,
    output,
    passed: expected,
    failed: unexpected + flaky,
    skipped,
    files: suites.map(fileOf),
  };
}

/** @typedef {{ file: string, specs?: { tests: { results: { duration: number }[] }[] }[], suites?: Suite[] }} Suite */

/** @param {Suite} suite */
const fileOf = (suite) => ({ name: join('e2e', suite.file), seconds: secondsOf(suite) });

/**
 * @param {Suite} suite
 * @returns {number}
 */
function secondsOf({ specs = [], suites = [] }) {
  const results = specs.flatMap(({ tests }) => tests.flatMap((each) => each.results));
  const own = results.reduce((total, { duration }) => total + duration / 1000, 0);
  return suites.reduce((total, each) => total + secondsOf(each), own);
}

// Where others understand NO_COLOR, Playwright sets FORCE_COLOR for its workers, and Node warns of both.
function plainOutput() {
  return process.stdout.isTTY ? {} : { NO_COLOR: undefined, FORCE_COLOR: '0' };
}

/** Whether Playwright has a Chromium of its own; it is downloaded when that is possible. */
export async function playwrightChromium() {
  const program = "require('@playwright/test').chromium.executablePath()";
  const { output } = await run(productNode(), ['-p', program], { cwd: join(root, 'e2e') });
  if (existsSync(output.trim())) return true;
  const { ok } = await runTool('@playwright/test:playwright', ['install', 'chromium'], { cwd: 'e2e' });
  return ok;
}
