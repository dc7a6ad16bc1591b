// npm run bench: see docs/performance.md for what it measures and how to read it.
import { Cluster } from './lib/cluster.ts';
import { Load } from './lib/load.ts';
import { describeMachine } from './lib/machine.ts';
import { canPin, pinTo } from './lib/processes.ts';
import { compare } from './modes/compare.ts';
import { modesToRun } from './modes/modes.ts';
import { readOptions } from './options.ts';
import { prepare } from './prepare.ts';
import { reportComparison, writeReport } from './report.ts';
import { recordStatements } from './systems/statements.ts';

const say = (line: string) => console.log(line);
const options = optionsOrEnd();
const cluster = await Cluster.start();
const load = await Load.start();
try {
  const cores = navigator.hardwareConcurrency;
  options.pin &&= canPin() && cores > 1;
  if (options.pin) {
    await pinTo(cluster.pid, `1-${cores - 1}`);
    await pinTo(load.pid, `1-${cores - 1}`);
  }
  const sections: string[] = [];
  sections.push(
    [
      ...describeMachine(await cluster.version()),
      options.pin
        ? 'the server on the first core, Postgres and the load on the others'
        : 'no process tied to a core: server, Postgres and load share them all',
    ]
      .map((line) => `- ${line}`)
      .join('\n'),
  );
  say(sections[0] ?? '');
  await prepare(cluster, load, options);
  const statements = await recordStatements(cluster, load, await cluster.copy('recorded', 'seeded_porchlight'));
  const bench = { cluster, load, options, statements, say };
  if (options.modes.includes('compare')) {
    const found = await compare(bench);
    sections.push(reportComparison(found, statements, options));
    say(sections.at(-1) ?? '');
  }
  for (const mode of modesToRun) {
    if (!options.modes.includes(mode.name)) continue;
    say(`\n${mode.title}`);
    const text = `### ${mode.title}\n\n${await mode.run(bench)}`;
    sections.push(text);
    say(text);
  }
  if (options.write) writeReport(sections);
} finally {
  load.stop();
  await cluster.stop();
}

function optionsOrEnd() {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error((error as Error).message);
    process.exit(2);
  }
}
