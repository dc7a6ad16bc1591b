// npm run build: builds the server and the web application into their dist folders.
import './lib/need-node.cjs';
import { build } from './lib/build.mjs';
import { install } from './lib/toolchain.mjs';

await install();
const { ok, output } = await build();
console.log(output);
process.exitCode = ok ? 0 : 1;
