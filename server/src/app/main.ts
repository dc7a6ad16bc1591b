import { requireNode } from './require-node.ts';

// First, because an older Node cannot load the other modules.
requireNode(process.versions.node);
await import('./serve.ts');
