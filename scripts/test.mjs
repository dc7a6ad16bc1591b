// npm test: what must hold before a change goes in. `npm test -- lint server` runs only those steps.
// npm run test:slow: the checks that take long and seldom change their result.
import './lib/need-node.cjs';
import { parseArgs } from 'node:util';
import { onEnd } from './lib/foreground.mjs';
import { endAll, install } from './lib/toolchain.mjs';
import { summaryLine, printSummary } from './test/report.mjs';
import { runSteps } from './test/run-steps.mjs';
import { slowSteps, steps as quickSteps } from './test/steps.mjs';
import { stopTestDatabase } from './test/test-database.mjs';

const { values, positionals } = parseArgs({ options: { slow: { type: 'boolean' } }, allowPositionals: true });
const steps = values.slow ? slowSteps : quickSteps;
const wanted = positionals.flatMap((each) => each.split(','));
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`There is no step ${unknown.join(', ')}. The steps: ${steps.map((step) => step.name).join(', ')}.`);
  process.exit(1);
}

let interrupted = false;
process.on('SIGINT', () => (interrupted = true));
onEnd(() => {
  interrupted = true;
  endAll();
});

await install();
const needed = new Set(steps.filter((step) => wanted.includes(step.name)).map((step) => step.needs));
const chosen = steps.filter(({ name }) => wanted.length === 0 || wanted.includes(name) || needed.has(name));
const results = await runSteps(chosen, () => interrupted);
await stopTestDatabase();
if (interrupted) {
  console.error('Interrupted.');
  process.exit(130);
}
printSummary(results);
console.log(summaryLine(results));
process.exitCode = results.every((each) => each.ok) ? 0 : 1;
