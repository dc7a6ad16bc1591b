import { entities } from '../src/app/entities.ts';
import 'reflect-metadata';
import { openAsBlob } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { openDataSource } from '../src/db/data-source.ts';
import { openEmbedded } from '../src/db/embedded.ts';
import { type OpenDatabase, openDatabase } from '../src/db/open-database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    migratedDatabase: MigratedDatabase;
  }
}

/** What a test's database begins as: a copy of a Postgres database, or the image of an embedded one. */
type MigratedDatabase = { server: string; template: string } | { image: string };

/**
 * Migrates one database for a whole run, so that each test begins with a copy of it: on the Postgres that
 * TEST_DATABASE_URL names, or embedded where there is none and for the project that tests the embedded database.
 *
 * @returns what removes it and its copies.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = process.env['TEST_DATABASE_URL'];
  return server && project.name !== 'server-embedded' ? makeTemplate(project, server) : makeImage(project);
}

async function makeTemplate(project: TestProject, server: string): Promise<() => Promise<void>> {
  const template = `porchlight_test_${crypto.randomUUID().replaceAll('-', '').slice(0, 12)}`;
  await onServer(server, `CREATE DATABASE ${template}`);
  const opened = await openDatabase({ url: databaseOf(server, template) }, entities);
  await opened.close();
  // Nobody may be connected to a database while it is copied, not even the autovacuum.
  await onServer(server, `ALTER DATABASE ${template} ALLOW_CONNECTIONS false`);
  project.provide('migratedDatabase', { server, template });

  return async () => {
    const named = `SELECT datname AS name FROM pg_database WHERE starts_with(datname, '${template}')`;
    for (const { name } of await onServer(server, named)) {
      await onServer(server, `DROP DATABASE IF EXISTS ${String(name)} WITH (FORCE)`);
    }
  };
}

async function makeImage(project: TestProject): Promise<() => Promise<void>> {
  const pglite = await openEmbedded(undefined);
  const dataSource = await openDataSource({ embedded: pglite }, entities);
  await dataSource.runMigrations();
  const image = await pglite.dumpDataDir('none');

  const folder = await mkdtemp(join(tmpdir(), 'porchlight-image-'));
  await writeFile(join(folder, 'database.tar'), Buffer.from(await image.arrayBuffer()));
  project.provide('migratedDatabase', { image: join(folder, 'database.tar') });
  await dataSource.destroy();
  await pglite.close();
  return () => rm(folder, { recursive: true });
}

/** A database of the caller's own that nobody has used yet. */
export async function openTestDatabase(): Promise<OpenDatabase> {
  const from = inject('migratedDatabase');
  if ('image' in from) return openDatabase({ dataDir: undefined, image: await openAsBlob(from.image) }, entities);
  return openDatabase({ url: await newMigratedDatabase() }, entities);
}

/** A database on Postgres that nobody has used yet, for several servers to open. @returns its address */
export async function newMigratedDatabase(): Promise<string> {
  const from = inject('migratedDatabase');
  if ('image' in from) throw new Error('TEST_DATABASE_URL is not set');
  const name = `${from.template}_${crypto.randomUUID().replaceAll('-', '').slice(0, 12)}`;
  await onServer(from.server, `CREATE DATABASE ${name} TEMPLATE ${from.template}`);
  return databaseOf(from.server, name);
}

async function onServer(server: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(server);
  await client.connect();
  try {
    return (await client.query(sql)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
}

function databaseOf(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
