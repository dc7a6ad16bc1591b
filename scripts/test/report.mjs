/** @typedef {import('./run-steps.mjs').Result} Result */

/** @param {Result} result */
export function printStep(result) {
  console.log(lineOf(result));
  if (!result.ok) console.log(`\n${result.output.trim()}\n`);
}

/** @param {Result[]} results */
export function printSummary(results) {
  const slowest = slowestFiles(results);
  if (slowest.length > 0) console.log(`\nThe slowest files:\n${slowest.join('\n')}`);
  const inTrouble = results.filter((each) => !each.ok || each.notRun || each.skipped);
  if (inTrouble.length > 0) console.log(`\n${inTrouble.map(lineOf).join('\n')}`);
  const failed = results.filter((each) => !each.ok).map((each) => each.name);
  console.log(failed.length > 0 ? `\nFailed: ${failed.join(', ')}.` : '\nAll is well.');
}

/**
 * The tests of all steps together. A step that failed without a failed test (a check, a crash)
 * counts as one failed; a step that did not run, as one skipped.
 *
 * @param {Result[]} results
 */
export function summaryLine(results) {
  const passed = sum(results, (each) => each.passed ?? 0);
  const failed = sum(results, (each) => (each.ok ? 0 : each.failed || 1));
  const skipped = sum(results, (each) => (each.skipped ?? 0) + (each.notRun ? 1 : 0));
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/**
 * The ten files whose tests took longest, with their seconds, the slowest first.
 *
 * @param {Result[]} results
 */
export function slowestFiles(results) {
  const files = results.flatMap(({ name: step, files = [] }) => files.map((file) => ({ step, ...file })));
  return files
    .toSorted((a, b) => b.seconds - a.seconds)
    .slice(0, 10)
    .map(({ step, name, seconds }) => `${seconds.toFixed(1).padStart(6)} s  ${name} (${step})`);
}

/** @param {Result} result */
function lineOf({ name, seconds, ok, passed, failed, skipped, notRun }) {
  const mark = ok ? (notRun ? '!' : '✓') : '✗';
  const counts = [
    [passed, 'passed'],
    [failed, 'failed'],
    [skipped, 'skipped'],
  ];
  const tests = counts.filter(([count]) => count).map((each) => each.join(' '));
  const remark = notRun ? `NOT RUN: ${notRun}` : tests.join(', ');
  return `${mark} ${name.padEnd(16)}${seconds.toFixed(1).padStart(6)} s  ${remark}`.trimEnd();
}

/**
 * @param {Result[]} results
 * @param {(result: Result) => number} count
 */
function sum(results, count) {
  return results.reduce((total, each) => total + count(each), 0);
}
