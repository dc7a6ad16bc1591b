import type { JobKind, JobWork } from '../db/job-queue.ts';
import { type ClientImportStore, type ImportRef, runImportKind } from './client-import.store.ts';
import { runImport, type RunImportDependencies } from './run-import.ts';

const sweepImportsKind: JobKind<object> = {
  queue: 'sweep-imports',
  options: { expireInSeconds: 30, retryLimit: 0, deleteAfterSeconds: 3600 },
};

/** The kinds of job whose queues imports need open. */
export const importJobs: readonly JobKind<object>[] = [runImportKind, sweepImportsKind];

/** Everything this process does about imports in the background. */
export const importWork = (dependencies: RunImportDependencies): JobWork<object>[] => [
  run(dependencies),
  sweep(dependencies),
];

const run = (dependencies: RunImportDependencies): JobWork<ImportRef> => ({
  kind: runImportKind,
  options: { pollingIntervalSeconds: 1, burstWhenBatchFull: true },
  async handle(jobs) {
    for (const { data } of jobs) await runImport(dependencies, data);
  },
});

/** Every minute: an import whose server died goes on. */
const sweep = ({ clientImports }: { clientImports: ClientImportStore }): JobWork<object> => ({
  kind: sweepImportsKind,
  options: { pollingIntervalSeconds: 10 },
  schedule: '* * * * *',
  handle: () => clientImports.wakeStranded(),
});
