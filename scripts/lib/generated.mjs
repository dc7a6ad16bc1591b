import { productNode } from './need-node.cjs';
import { join } from 'node:path';
import { root, run } from './toolchain.mjs';

// The server writes the schema that the web application's types are generated from.
const inOrder = ['server', 'web'];

/** Writes anew what is generated from the code and kept in the repository. */
export const generate = () => runEach('generate');

/** Says whether what is generated from the code is in step with it. */
export const checkGenerated = () => runEach('check');

/**
 * @param {string} script of both packages
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
async function runEach(script) {
  let output = '';
  for (const each of inOrder) {
    const result = await run(productNode(), ['--run', script], { cwd: join(root, each) });
    output += result.output;
    if (!result.ok) return { ok: false, output };
  }
  return { ok: true, output };
}
