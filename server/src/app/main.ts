import { requireNode } from './require-node.ts';

// Before anything is loaded that an older Node can't run.
requireNode(process.versions.node);
await import('./serve.ts');
