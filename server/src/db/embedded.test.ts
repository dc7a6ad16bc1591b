import { executeSql } from '../../test/execute-sql.ts';
import { entities } from '../app/entities.ts';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestDatabase } from '../../test/migrated-database.ts';
import { newId } from '../lib/ids.ts';
import { type OpenDatabase, openDatabase } from './open-database.ts';
import { sql } from './sql.ts';
import { unnamedStatement } from './statement.ts';

let dataDir: string;
let opened: OpenDatabase[];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'porchlight-embedded-'));
  opened = [];
});
afterEach(async () => {
  for (const each of opened) await each.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const open = () => keep(openDatabase({ dataDir }, entities));
const openInMemory = () => keep(openTestDatabase());

async function keep(opening: Promise<OpenDatabase>): Promise<OpenDatabase> {
  const database = await opening;
  opened.push(database);
  return database;
}

async function close(database: OpenDatabase): Promise<void> {
  opened = opened.filter((each) => each !== database);
  await database.close();
}

const insert = `INSERT INTO practice (id, slug, name, mail_name, time_zone) VALUES ($1, $2, 'Harbor', 'Harbor', 'UTC')`;
const slugs = async ({ database }: OpenDatabase) =>
  (await executeSql(database, 'SELECT slug FROM practice ORDER BY slug')).map(({ slug }) => slug as string);

test('keeps what was written when it is closed and opened again', async () => {
  const first = await open();
  await executeSql(first.database, insert, [newId(), 'harbor']);
  await close(first);
  const second = await open();
  expect(await slugs(second)).toEqual(['harbor']);
});

test('begins anew when it was killed while it was being made', async () => {
  mkdirSync(join(dataDir, 'database.new'));
  writeFileSync(join(dataDir, 'database.new', 'PG_VERSION'), '17');
  expect(await slugs(await open())).toEqual([]);
});

test('the migrations say all that the entities say', async () => {
  const dataSource = (await openInMemory()).database.dataSource;
  const { upQueries, downQueries } = await dataSource.driver.createSchemaBuilder().log();
  expect([...upQueries, ...downQueries].map(({ query }) => query)).toEqual([]);
});

test('keeps all of a transaction or nothing, and goes on after a statement that failed', async () => {
  const { database } = await openInMemory();
  await expect(
    database.transaction(async (transaction) => {
      await transaction.manager.query(insert, [newId(), 'half']);
      throw new Error('changed my mind');
    }),
  ).rejects.toThrow('changed my mind');
  await executeSql(database, insert, [newId(), 'whole']);
  await expect(executeSql(database, insert, [newId(), 'whole'])).rejects.toThrow();
  await expect(executeSql(database, 'SELECT nonsense')).rejects.toThrow();
  const rows = await executeSql(database, 'SELECT slug FROM practice');
  expect(rows).toEqual([{ slug: 'whole' }]);
});

test('does what is asked of it at the same time one after the other', async () => {
  const { database } = await openInMemory();
  await executeSql(database, insert, [newId(), 'harbor']);
  const read = unnamedStatement<{ version: number }>(sql`SELECT version FROM practice WHERE slug = 'harbor'`);
  const write = unnamedStatement(sql`UPDATE practice SET version = :version WHERE slug = 'harbor'`);
  await Promise.all(
    Array.from({ length: 50 }, () =>
      database.transaction(async (transaction) => {
        const [row] = await transaction.run(read, {});
        await transaction.run(write, { version: (row?.version ?? 0) + 1 });
      }),
    ),
  );
  const rows = await executeSql(database, 'SELECT version FROM practice');
  expect(rows).toEqual([{ version: 51 }]);
});

test('never takes "no value" for "any value"', async () => {
  const { database } = await openInMemory();
  await executeSql(database, insert, [newId(), 'harbor']);
  for (const slug of [null, undefined]) {
    const where = { slug: slug as unknown as string };
    await expect(database.manager.getRepository('practice').findOneBy(where)).rejects.toThrow();
  }
});
