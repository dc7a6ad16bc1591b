// npm run bench: measures the product against others and against its own limits; see docs/performance.md.
import { productNode } from './lib/need-node.cjs';
import { spawn } from 'node:child_process';
import { onEnd } from './lib/foreground.mjs';
import { buildWhenStale } from './lib/build.mjs';
import { install, root } from './lib/toolchain.mjs';

await install();
await buildWhenStale();
const child = spawn(productNode(), ['bench/main.ts', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
onEnd((signal) => child.kill(signal));
child.on('exit', (code) => (process.exitCode = code ?? 1));
