import type { Queue } from '../db/poller.ts';
import type { ImportRef } from './client-import.store.ts';
import { importPolicy } from './import-policy.ts';
import { runImport, type RunImportDependencies } from './run-import.ts';

/** The queue of running imports. */
export const importQueue = (dependencies: RunImportDependencies): Queue<ImportRef, void> => ({
  name: 'imports',
  pollSeconds: 0.5,
  practicesAtOnce: 1,
  rowsPerClaim: 1,
  rowsAtOnce: importPolicy.importsAtOnce,
  discover: (after) => dependencies.clientImports.discover(after),
  claim: ({ practiceId }) => dependencies.clientImports.claim(practiceId),
  do: (ref) => runImport(dependencies, ref),
});
