// npm run screenshots: takes the screenshots of the README.
import './lib/need-node.cjs';
import { buildWhenStale } from './lib/build.mjs';
import { runScript } from './lib/foreground.mjs';
import { install } from './lib/toolchain.mjs';

await install();
await buildWhenStale();
process.exit(await runScript('e2e', 'screenshots.ts'));
