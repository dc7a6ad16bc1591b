// npm run generate: writes the schema, the API reference, the texts of the statements, and the types of the web application's queries.
import './lib/need-node.cjs';
import { generate } from './lib/generated.mjs';
import { install } from './lib/toolchain.mjs';

await install();
const { ok, output } = await generate();
console.log(output);
process.exitCode = ok ? 0 : 1;
