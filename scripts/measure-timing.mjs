// npm run measure:timing: whether the time of an answer tells known addresses from unknown ones.
// Takes some minutes, wants a quiet machine and a Postgres; the number of pairs may be given.
import './lib/need-node.cjs';
import { buildWhenStale } from './lib/build.mjs';
import { runScript } from './lib/foreground.mjs';
import { install } from './lib/toolchain.mjs';
import { stopTestDatabase, testDatabase } from './test/test-database.mjs';

await install();
await buildWhenStale();
const url = await testDatabase();
if (!url) {
  console.error('No Postgres here: install one (15 or newer) or set TEST_DATABASE_URL.');
  process.exit(1);
}
const code = await runScript('server', 'measure-timing.ts', process.argv.slice(2), { TEST_DATABASE_URL: url });
await stopTestDatabase();
process.exit(code);
