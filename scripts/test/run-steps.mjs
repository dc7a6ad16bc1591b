import { printStep } from './report.mjs';

/**
 * @typedef {object} Outcome
 * @property {boolean} ok
 * @property {string} output what to read when it is not ok
 * @property {number} [passed] tests
 * @property {number} [failed] tests
 * @property {number} [skipped] tests
 * @property {string} [notRun] why the step did not run at all
 */

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {boolean} [alone] whether it wants the whole machine; these run last, one after the other
 * @property {string} [needs] a step that has to succeed first, when it is run at all
 * @property {() => Promise<Outcome>} run
 */

/** @typedef {Outcome & { name: string, seconds: number }} Result */

/** Steps that share the machine: the smallest one that the project is built on has two cores. */
const lanes = 2;

/**
 * Runs the steps and prints a line for each when it ends.
 *
 * @param {Step[]} steps
 * @param {() => boolean} stopped whether to start no further step
 * @returns {Promise<Result[]>}
 */
export async function runSteps(steps, stopped) {
  /** @type {Result[]} */
  const results = [];
  const together = steps.filter((step) => !step.alone);
  const work = async (/** @type {Step[]} */ queue) => {
    for (let step = queue.shift(); step && !stopped(); step = queue.shift()) {
      const result = await runStep(step, results);
      results.push(result);
      if (!stopped()) printStep(result);
    }
  };
  await Promise.all(Array.from({ length: lanes }, () => work(together)));
  await work(steps.filter((step) => step.alone));
  return results;
}

/**
 * @param {Step} step
 * @param {Result[]} before
 * @returns {Promise<Result>}
 */
async function runStep(step, before) {
  const needed = before.find((each) => each.name === step.needs);
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
