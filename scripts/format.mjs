// npm run format: formats every file, as npm test requires.
import './lib/need-node.cjs';
import { install, runTool } from './lib/toolchain.mjs';

await install();
const { ok, output } = await runTool('oxfmt', process.argv.slice(2));
console.log(output);
process.exitCode = ok ? 0 : 1;
