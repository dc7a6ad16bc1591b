// npm run bench:list: how long the server takes over the list of a practice with 100,000 clients.
// Takes two minutes, wants a quiet machine and a Postgres; `-- 100000 --write` puts the table into docs/performance.md.
import './lib/need-node.cjs';
import { runScript } from './lib/foreground.mjs';
import { install } from './lib/toolchain.mjs';
import { stopTestDatabase, testDatabase } from './test/test-database.mjs';

await install();
const url = await testDatabase();
if (!url) {
  console.error('No Postgres here: install one (15 or newer) or set TEST_DATABASE_URL.');
  process.exit(1);
}
const code = await runScript('server', 'measure-list.ts', process.argv.slice(2), { TEST_DATABASE_URL: url });
await stopTestDatabase();
process.exit(code);
