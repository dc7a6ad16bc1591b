// npm run migrate, npm run create-practice: the product's own commands, from the sources.
import './lib/need-node.cjs';
import { buildWhenStale } from './lib/build.mjs';
import { runProduct } from './lib/foreground.mjs';
import { install } from './lib/toolchain.mjs';

await install();
await buildWhenStale();
process.exit(await runProduct('server/dist/cli.js', process.argv.slice(2)));
