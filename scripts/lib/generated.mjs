import { productNode } from './need-node.cjs';
import { join } from 'node:path';
import { root, run } from './toolchain.mjs';

// The server writes the schema that the web application's types are generated from.
const inOrder = ['server', 'web'];

/** Writes the generated files of the repository. */
export const generate = () => runEach('generate');

/** Checks whether the generated files are up to date. */
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
