import { afterEach, beforeEach, expect, test } from 'vitest';
import { newMigratedDatabase } from '../../test/migrated-database.ts';
import { openTestProduct, type TestProduct } from '../../test/product.ts';
import { withoutRoutingCheck } from '../../test/routed-statements.ts';
import { sql } from './sql.ts';
import { statement } from './statement.ts';

let product: TestProduct;

beforeEach(async () => {
  product = await openTestProduct({ JOBS: 'off' }, await newMigratedDatabase());
});
afterEach(async () => product.close());

const wait = sql`SELECT 1 AS one FROM pg_sleep(2)`;
const read = statement<{ one: number }>('test.read-slowly', wait, { pipelined: 'reads' });
const act = statement<{ one: number }>('test.act-slowly', wait, { pipelined: 'writes' });

/** Ends every connection that a statement like these is under way on, once there are so many. */
async function endThem(connections: number): Promise<void> {
  const busy = `FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND state = 'active' AND query LIKE '%pg_sleep%'`;
  await expect.poll(async () => product.sql(`SELECT pid ${busy}`), { interval: 20 }).toHaveLength(connections);
  await product.sql(`SELECT pg_terminate_backend(pid) ${busy}`);
}

test('look-ups whose connection breaks are answered over another one, and acts are not done twice', async () => {
  await withoutRoutingCheck(async () => {
    const { database } = product.stores;
    const reading = Array.from({ length: 2 }, () => database.run(read, {}));
    const acting = Promise.allSettled([database.run(act, {}), database.run(act, {})]);
    await endThem(4);
    expect(await Promise.all(reading)).toEqual([[{ one: 1 }], [{ one: 1 }]]);
    expect((await acting).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});

test('every connection has the time limits, whichever way a statement goes', async () => {
  await withoutRoutingCheck(async () => {
    const { database } = product.stores;
    const limits = sql`
      SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock,
             current_setting('idle_in_transaction_session_timeout') AS idle`;
    type Limits = Record<'statement' | 'lock' | 'idle', string>;
    const alone = statement<Limits>('test.limits', limits);
    const all = await Promise.all([
      database.run(alone, {}),
      database.run(statement<Limits>('test.limits-of-reads', limits, { pipelined: 'reads' }), {}),
      database.run(statement<Limits>('test.limits-of-writes', limits, { pipelined: 'writes' }), {}),
      database.transaction((transaction) => transaction.run(alone, {})),
      database.manager.query<Limits[]>(limits.sql),
    ]);
    for (const [found] of all) expect(found).toEqual({ statement: '5s', lock: '3s', idle: '10s' });
  });
});
