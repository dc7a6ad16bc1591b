// npm start: installs, builds and runs the product.
import './lib/need-node.cjs';
import { buildWhenStale } from './lib/build.mjs';
import { runProduct } from './lib/foreground.mjs';
import { install } from './lib/toolchain.mjs';

await install();
await buildWhenStale();
process.exit(await runProduct('server/dist/main.js', process.argv.slice(2)));
