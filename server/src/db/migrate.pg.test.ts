import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newMigratedDatabase } from '../../test/migrated-database.ts';
import { withoutRoutingCheck } from '../../test/routed-statements.ts';
import { openTestProduct, type TestProduct } from '../../test/product.ts';
import { migrateWithRetries, withoutTimeLimits } from './migrate.ts';
import { EveryTryWritesAsMuch1795598100000 } from './migrations/1795598100000-every-try-writes-as-much.ts';
import { sql } from './sql.ts';
import { statement } from './statement.ts';

let url: string;
let product: TestProduct;
let other: pg.Client;

beforeEach(async () => {
  url = await newMigratedDatabase();
  product = await openTestProduct({ JOBS: 'off' }, url);
  other = new pg.Client(url);
  await other.connect();
});
afterEach(async () => {
  await other.end();
  await product.close();
});

const count = statement<{ n: number }>('test.count-practices', sql`SELECT count(*)::int AS n FROM practice`);

test('a migration that meets a table in use lets others pass, and comes back', { timeout: 30_000 }, async () => {
  await other.query('BEGIN');
  await other.query('SELECT 1 FROM practice');
  const add = 'ALTER TABLE practice ADD COLUMN motto text';
  const attempts: Promise<unknown>[] = [];
  const migrating = withoutTimeLimits(url, async (dataSource) =>
    migrateWithRetries({
      runMigrations: async () => {
        const attempt = dataSource.query(add);
        attempts.push(attempt.catch(() => undefined));
        await attempt;
        return [];
      },
    }),
  );
  await expect.poll(() => attempts.length).toBe(1);
  // Behind the migration, which waits for the other one.
  const startedAt = performance.now();
  await product.stores.database.run(count, {});
  expect(performance.now() - startedAt).toBeLessThan(2000);
  await expect.poll(() => attempts.length, { timeout: 10_000 }).toBeGreaterThan(1);

  await other.query('ROLLBACK');
  await migrating;
  expect(await product.sql('SELECT motto FROM practice')).toEqual([]);
});

test('the index of the record is made anew beside somebody who writes it', { timeout: 30_000 }, async () => {
  const index = `SELECT indexdef FROM pg_indexes WHERE indexname LIKE 'activity_by_account%'`;
  const [before] = await product.sql<{ indexdef: string }>(index);
  await other.query('BEGIN');
  await other.query('LOCK TABLE activity IN ROW EXCLUSIVE MODE');
  const migrating = withoutTimeLimits(url, async (dataSource) =>
    migrateWithRetries({
      runMigrations: async () => {
        const runner = dataSource.createQueryRunner();
        await new EveryTryWritesAsMuch1795598100000().up(runner).finally(() => runner.release());
        return [];
      },
    }),
  );
  const waits = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%INDEX CONCURRENTLY%' AND wait_event_type = 'Lock'`;
  await expect.poll(() => product.sql(waits), { timeout: 10_000 }).toHaveLength(1);
  const startedAt = performance.now();
  await product.sql('LOCK TABLE activity IN ROW EXCLUSIVE MODE; SELECT 1');
  expect(performance.now() - startedAt).toBeLessThan(1000);
  await other.query('ROLLBACK');
  await migrating;
  expect(await product.sql(index)).toEqual([before]);
});

test('who loses a deadlock is served all the same', { timeout: 30_000 }, () => withoutRoutingCheck(dineTogether));

/** Two who each hold what the other needs. */
async function dineTogether(): Promise<void> {
  await other.query('CREATE TABLE fork (id int PRIMARY KEY, meals int NOT NULL DEFAULT 0)');
  await other.query('INSERT INTO fork VALUES (1), (2)');
  const { database } = product.stores;
  const take = statement<Record<string, never>, { id: number }>(
    'test.take-fork',
    sql`UPDATE fork SET meals = meals + 1 WHERE id = :id`,
  );
  let tries = 0;
  const bothHold = Promise.withResolvers<void>();
  const eat = (first: number, second: number) =>
    database.transaction(async (transaction) => {
      await transaction.run(take, { id: first });
      if (++tries === 2) bothHold.resolve();
      await bothHold.promise;
      await transaction.run(take, { id: second });
    });
  await Promise.all([eat(1, 2), eat(2, 1)]);
  // Postgres may end both at the same moment.
  expect(tries).toBeGreaterThan(2);
  expect((await other.query('SELECT id, meals FROM fork ORDER BY id')).rows).toEqual([
    { id: 1, meals: 2 },
    { id: 2, meals: 2 },
  ]);
}
