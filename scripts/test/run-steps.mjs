import { printStep } from './report.mjs';

/**
 * @typedef {object} TestFile
 * @property {string} name its path from the root
 * @property {number} seconds how long its tests and what they need took
 */

/**
 * @typedef {object} Outcome
 * @property {boolean} ok
 * @property {string} output what to read when it is not ok
 * @property {number} [passed] tests
 * @property {number} [failed] tests
 * @property {number} [skipped] tests
 * @property {TestFile[]} [files] those that tests were run of
 * @property {string} [notRun] why the step did not run at all
 */

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string} [needs] an earlier step that has to succeed first, when it is run at all
 * @property {() => Promise<Outcome>} run
 */

/** @typedef {Outcome & { name: string, seconds: number }} Result */

/** How many steps run at the same time: the smallest machine that the project is built on has two cores. */
const lanes = 2;

/**
 * Runs the steps, beginning with the first ones, and prints a line for each when it ends.
 *
 * @param {Step[]} steps
 * @param {() => boolean} stopped whether to start no further step
 * @returns {Promise<Result[]>}
 */
export async function runSteps(steps, stopped) {
  /** @type {Map<string | undefined, Promise<Result>>} */
  const begun = new Map();
  const waiting = steps.values();
  const work = async () => {
    for (const step of waiting) {
      if (stopped()) return;
      const running = runStep(step, begun.get(step.needs));
      begun.set(step.name, running);
      const result = await running;
      if (!stopped()) printStep(result);
    }
  };
  await Promise.all(Array.from({ length: lanes }, work));
  return Promise.all(begun.values());
}

/**
 * @param {Step} step
 * @param {Promise<Result> | undefined} need
 * @returns {Promise<Result>}
 */
async function runStep(step, need) {
  const needed = await need;
  if (needed && !needed.ok) {
    return { name: step.name, seconds: 0, ok: false, output: `Not run: ${needed.name} failed.` };
  }
  const start = performance.now();
  const outcome = await step.run().catch(unexpected);
  return { name: step.name, seconds: (performance.now() - start) / 1000, ...underCi(outcome) };
}

/**
 * @param {unknown} error
 * @returns {Outcome}
 */
function unexpected(error) {
  return { ok: false, output: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

/**
 * Where nobody looks at the lines, nothing may be left out.
 *
 * @param {Outcome} outcome
 * @returns {Outcome}
 */
function underCi(outcome) {
  const { CI } = process.env;
  if (!CI || CI === 'false' || CI === '0') return outcome;
  if (outcome.notRun) return { ...outcome, ok: false, output: `Under CI every step has to run. ${outcome.notRun}` };
  if (!outcome.skipped) return outcome;
  return { ...outcome, ok: false, output: `${outcome.output}\nUnder CI no test may be skipped.` };
}
