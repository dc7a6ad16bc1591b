// npm run dev: the web application on PORT (4000) and the API behind it, both reloading on change.
import { productNode } from './lib/need-node.cjs';
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { loadSettings, onEnd } from './lib/foreground.mjs';
import { freePort } from './lib/free-port.mjs';
import { install, root, toolPath } from './lib/toolchain.mjs';

await install();
loadSettings();
const { PORT = '4000', DATA_DIR = '.data', PUBLIC_ORIGIN = `http://localhost:${PORT}` } = process.env;
const apiPort = String(await freePort());

const api = start('server', 'tsx', ['watch', '--clear-screen=false', 'src/app/main.ts'], {
  HOST: '127.0.0.1',
  PORT: apiPort,
  PUBLIC_ORIGIN,
  DATA_DIR: resolve(root, DATA_DIR),
});
const web = start('web', 'vite', ['--port', PORT, '--strictPort', '--clearScreen', 'false'], {
  PORCHLIGHT_SERVER: `http://127.0.0.1:${apiPort}`,
});

let ending = false;
onEnd(endBoth);
process.on('SIGINT', () => {
  // In a terminal, Ctrl-C reaches both by itself; whichever ends first must not hurry the other.
  ending ||= process.stdin.isTTY;
});
for (const child of [api, web]) {
  child.on('error', (error) => console.error(error.message));
  child.on('exit', endBoth);
}

function endBoth() {
  if (ending) return;
  ending = true;
  for (const child of [api, web]) child.kill('SIGTERM');
}

/**
 * @param {string} folder
 * @param {string} tool
 * @param {string[]} args
 * @param {Record<string, string>} env
 */
function start(folder, tool, args, env) {
  return spawn(productNode(), [toolPath(tool, folder), ...args], {
    cwd: join(root, folder),
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });
}
