// npm run bench: docs/performance.md says what it measures and how to read it.
import { compare, otherSystems } from './compare.ts';
import { describeMachine } from './lib/machine.ts';
import { BenchPostgres } from './lib/postgres.ts';
import { LoadGenerator } from './load/load-generator.ts';
import { measureMail } from './mail.ts';
import { type Options, readOptions } from './options.ts';
import { type Aims, tables, writeReport } from './report.ts';
import { otherBuild, ownBuild } from './systems/porchlight.ts';

const measure = { compare, mail: measureMail } as const;

const aims: Aims = {
  'Signing in by link, with its mail': { 'per second': '2.5 × better-auth' },
  'Signing in by PIN (better-auth: by a mailed code)': { 'per second': '4.5 × better-auth' },
  'Looking a session up': { 'per second': '4.5 × better-auth' },
  'The mail, sent by a process of its own': {
    'per second': '400 or more',
    'CPU of the server, ms': '1.5 or less',
    'CPU of Postgres, ms': '1.2 or less',
    'write-ahead log, bytes': '4000 or less',
    statements: '2 or fewer',
  },
};

const options = optionsOrEnd();
const builds = [ownBuild, ...options.against.map(otherBuild)];
const postgres = await BenchPostgres.start();
const load = await LoadGenerator.start();
let stopped: Promise<void> | undefined;
const stop = () => {
  if (!stopped) load.stop();
  return (stopped ??= postgres.stop());
};
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void stop().then(() => process.exit(1)));
try {
  const about = [
    ...describeMachine(await postgres.version()),
    `medians of ${options.rounds} rounds, and in brackets the least and the most of them`,
  ].map((line) => `- ${line}`);
  for (const mode of options.modes) {
    const found = await measure[mode]({ postgres, load, options }, builds);
    const text = [about.join('\n'), tables(found, [...builds.map(({ name }) => name), ...otherSystems], aims)].join(
      '\n\n',
    );
    console.log(`\n${text}\n`);
    if (options.write) writeReport(mode, text);
  }
} finally {
  await stop();
}

function optionsOrEnd(): Options {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error((error as Error).message);
    process.exit(2);
  }
}
