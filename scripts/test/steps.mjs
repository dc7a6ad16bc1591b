import { build } from '../lib/build.mjs';
import { findChromium } from '../lib/chromium.mjs';
import { checkGenerated } from '../lib/generated.mjs';
import { runTool } from '../lib/toolchain.mjs';
import { playwright, playwrightChromium } from './playwright.mjs';
import { testDatabase } from './test-database.mjs';
import { vitest } from './vitest.mjs';

/** @typedef {import('./run-steps.mjs').Step} Step */

/** @type {Step[]} */
export const steps = [
  { name: 'build', run: build },
  { name: 'types', run: types },
  {
    name: 'lint',
    run: () => runTool('oxlint', ['--type-aware', '--deny-warnings', '--report-unused-disable-directives']),
  },
  { name: 'format', run: () => runTool('oxfmt', ['--check']) },
  { name: 'architecture', run: architecture },
  { name: 'unused', run: () => runTool('knip', ['--no-progress']) },
  { name: 'generated', run: checkGenerated },
  { name: 'shared', run: () => vitest('shared') },
  { name: 'web', run: () => vitest('web') },
  { name: 'server', alone: true, run: server },
  { name: 'server-embedded', alone: true, run: () => vitest('server-embedded') },
  { name: 'server-postgres', alone: true, needs: 'build', run: serverPostgres },
  { name: 'scripts', alone: true, needs: 'build', run: () => vitest('scripts') },
  { name: 'browser', alone: true, needs: 'build', run: browser },
];

async function types() {
  const projects = ['shared', 'server', 'web', 'e2e', 'scripts', 'bench'];
  const results = [];
  for (const each of projects) results.push(await runTool('typescript:tsc', ['-p', each, '--pretty', 'false']));
  return { ok: results.every((each) => each.ok), output: results.map((each) => each.output).join('') };
}

// It passes when it finds nothing to look at, too, so what it found is checked as well.
async function architecture() {
  const folders = ['server/src', 'web/src', 'shared', 'e2e'];
  const result = await runTool('dependency-cruiser:depcruise', ['--config', '.dependency-cruiser.cjs', ...folders]);
  const cruised = Number(/(\d+) modules/.exec(result.output)?.[1] ?? 0);
  if (cruised >= 20) return result;
  return {
    ok: false,
    output: `${result.output}\nOnly ${cruised} modules were looked at: the check does not see the code.`,
  };
}

// Quicker by far on a Postgres, and on the embedded database where there is none.
async function server() {
  const url = await testDatabase();
  return vitest('server', url ? { TEST_DATABASE_URL: url } : {});
}

async function serverPostgres() {
  const url = await testDatabase();
  if (!url) return notRun('no Postgres here; install one (15 or newer) or set TEST_DATABASE_URL.');
  return vitest('server-postgres', { TEST_DATABASE_URL: url });
}

async function browser() {
  if (!findChromium() && !(await playwrightChromium())) {
    return notRun('no Chromium here; install one or set CHROMIUM_PATH.');
  }
  return playwright({ TEST_DATABASE_URL: await testDatabase() });
}

/** @param {string} why */
function notRun(why) {
  return { ok: true, output: '', notRun: why };
}
