import { entities } from '../src/app/entities.ts';
import 'reflect-metadata';
import { openAsBlob } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { Database } from '../src/db/database.ts';
import { openDataSource } from '../src/db/data-source.ts';
import { openEmbedded } from '../src/db/embedded.ts';
import { JobQueue } from '../src/db/job-queue.ts';
import { type OpenDatabase, openDatabase } from '../src/db/open-database.ts';
import { jobKinds } from '../src/app/jobs.ts';
import { createLogger } from '../src/lib/logger.ts';

declare module 'vitest' {
  interface ProvidedContext {
    databaseImage: string;
  }
}

/** Migrates one database for a whole run, so that each test file can begin with a copy of it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const pglite = await openEmbedded(undefined);
  const dataSource = await openDataSource({ embedded: pglite }, entities);
  await dataSource.runMigrations();
  const logger = createLogger('error');
  const jobs = await JobQueue.open(new Database(dataSource), jobKinds, { embedded: true, working: false, logger });
  await jobs.stop(1000);
  const image = await pglite.dumpDataDir('none');

  const folder = await mkdtemp(join(tmpdir(), 'porchlight-image-'));
  await writeFile(join(folder, 'database.tar'), Buffer.from(await image.arrayBuffer()));
  project.provide('databaseImage', join(folder, 'database.tar'));
  await dataSource.destroy();
  await pglite.close();
  return () => rm(folder, { recursive: true });
}

/** A database in memory that nobody has used yet. */
export async function openMemoryDatabase(): Promise<OpenDatabase> {
  return openDatabase({ dataDir: undefined, image: await openAsBlob(inject('databaseImage')) }, entities);
}
