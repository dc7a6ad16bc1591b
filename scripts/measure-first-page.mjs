// npm run measure:first-page: when the portal's form can be used on a slow phone.
import './lib/need-node.cjs';
import { buildWhenStale } from './lib/build.mjs';
import { runScript } from './lib/foreground.mjs';
import { install } from './lib/toolchain.mjs';

await install();
await buildWhenStale();
process.exit(await runScript('e2e', 'measure-first-page.ts'));
