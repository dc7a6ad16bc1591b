import { entities } from '../src/app/entities.ts';
import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDataSource } from '../src/db/data-source.ts';
import { migrations } from '../src/db/migrations/migrations.ts';
import { withoutRoutingCheck } from './routed-statements.ts';
import { ServerProcess } from './server-process.ts';
import { newDatabase } from './two-servers.ts';

let url: string;
let dataDir: string;

beforeEach(async () => {
  url = await newDatabase();
  dataDir = mkdtempSync(join(tmpdir(), 'porchlight-start-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

async function rows<Row extends pg.QueryResultRow>(text: string): Promise<Row[]> {
  const client = new pg.Client(url);
  await client.connect();
  const result = await client.query<Row>(text);
  await client.end();
  return result.rows;
}

test('of three servers that start at once on an empty database one migrates, one makes the demo, and all come up', async () => {
  const environment = { DATABASE_URL: url, DATA_DIR: dataDir, DEMO: 'on' };
  const servers = await Promise.all([1, 2, 3].map(() => ServerProcess.start(environment)));
  await Promise.all(servers.map((server) => server.stop()));

  expect(await rows('SELECT name FROM migrations')).toHaveLength(migrations.length);
  expect(await rows('SELECT slug FROM practice ORDER BY slug')).toEqual([{ slug: 'harbor' }, { slug: 'lakeside' }]);
});

test('the migrations make the schema of the entities', async () => {
  const dataSource = await openDataSource({ url }, entities);
  await withoutRoutingCheck(() => dataSource.runMigrations());
  const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
  await dataSource.destroy();

  expect(upQueries.map(({ query }) => query)).toEqual([]);
});
