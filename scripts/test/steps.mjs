import { build } from '../lib/build.mjs';
import { findChromium } from '../lib/chromium.mjs';
import { checkGenerated } from '../lib/generated.mjs';
import { runTool } from '../lib/toolchain.mjs';
import { playwright, playwrightChromium } from './playwright.mjs';
import { testDatabase } from './test-database.mjs';
import { vitest } from './vitest.mjs';

/** @typedef {import('./run-steps.mjs').Step} Step */

/** @type {Step} */
const buildStep = { name: 'build', run: build };

/**
 * What `npm test` runs. The longest come first, so that the short ones fill the time that is left.
 *
 * @type {Step[]}
 */
export const steps = [
  buildStep,
  { name: 'server', run: server },
  { name: 'browser', needs: 'build', run: () => browser(['phone', 'desktop']) },
  { name: 'server-postgres', needs: 'build', run: () => onPostgres('server-postgres') },
  { name: 'server-embedded', needs: 'build', run: () => vitest('server-embedded') },
  { name: 'scripts', needs: 'build', run: () => vitest('scripts') },
  { name: 'web', run: () => vitest('web') },
  { name: 'types', run: () => runTool('typescript:tsc', ['-b', '--pretty', 'false']) },
  {
    name: 'lint',
    run: () => runTool('oxlint', ['--type-aware', '--deny-warnings', '--report-unused-disable-directives']),
  },
  { name: 'format', run: () => runTool('oxfmt', ['--check']) },
  { name: 'architecture', run: architecture },
  { name: 'unused', run: () => runTool('knip', ['--no-progress']) },
  { name: 'generated', run: checkGenerated },
  { name: 'shared', run: () => vitest('shared') },
];

/**
 * What `npm run test:slow` runs: what takes long and changes seldom.
 *
 * @type {Step[]}
 */
export const slowSteps = [
  buildStep,
  { name: 'server-slow', needs: 'build', run: () => onPostgres('server-slow') },
  { name: 'browser-slow', needs: 'build', run: () => browser(['phone-slow', 'desktop-slow']) },
];

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

/** @param {string} project */
async function onPostgres(project) {
  const url = await testDatabase();
  if (!url) return notRun('no Postgres here; install one (15 or newer) or set TEST_DATABASE_URL.');
  return vitest(project, { TEST_DATABASE_URL: url });
}

/** @param {string[]} projects */
async function browser(projects) {
  if (!findChromium() && !(await playwrightChromium())) {
    return notRun('no Chromium here; install one or set CHROMIUM_PATH.');
  }
  return playwright(projects, { TEST_DATABASE_URL: await testDatabase() });
}

/** @param {string} why */
function notRun(why) {
  return { ok: true, output: '', notRun: why };
}
