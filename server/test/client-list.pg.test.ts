import { valuesFor } from '../src/db/statement.ts';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueStaffLink } from './credentials.ts';
import { seedManyClients } from './many-clients.ts';
import { openPractice, openTestProduct, type TestProduct } from './product.ts';
import { newMigratedDatabase } from './migrated-database.ts';
import type { ApiClient } from './api-client.ts';
import { withoutRoutingCheck } from './routed-statements.ts';
import { thorough } from './thorough.ts';

const clients = thorough ? 100_000 : 10_000;

let product: TestProduct;
let owner: ApiClient;

beforeAll(async () => {
  const url = await newMigratedDatabase();
  product = await openTestProduct({ JOBS: 'off' }, url);
  const [small, large] = [await openPractice(product), await openPractice(product)];
  const seed = new pg.Client(url);
  await seed.connect();
  for (const { practiceId } of [small, large]) {
    const count = practiceId === large.practiceId ? clients : clients / 50;
    await seedManyClients((text) => withoutRoutingCheck(() => seed.query(text)), practiceId, count);
  }
  await seed.end();
  owner = product.apiClient();
  await owner.redeemLink(await issueStaffLink(product, large));
}, 300_000);
afterAll(async () => product.close());

/** How the database goes about every statement that a request needs; what a plan holds and never does is marked. */
async function plansOf(ask: () => Promise<unknown>): Promise<string[]> {
  const { database } = product.stores;
  const run = database.run.bind(database);
  const ran: { text: string; values: readonly unknown[] }[] = [];
  database.run = async (statement, values) => {
    ran.push({ text: statement.text, values: valuesFor(statement, values) });
    return run(statement, values);
  };
  await ask();
  database.run = run;
  const reads = ran.filter(({ text }) => /^\s*(SELECT|WITH found)/.test(text));
  const plans = await Promise.all(
    reads.map(({ text, values }) =>
      product.sql<{ 'QUERY PLAN': string }>(`EXPLAIN (ANALYZE, TIMING OFF) ${text}`, [...values]),
    ),
  );
  return plans.map((lines) => lines.map((line) => line['QUERY PLAN']).join('\n'));
}

const query = `query ($search: String, $archived: Boolean! = false, $filter: ClientFilter, $sort: ClientSort! = NAME,
    $descending: Boolean! = false) {
  clients(search: $search, archived: $archived, filter: $filter, sort: $sort, descending: $descending, first: 25) {
    totalCount edges { node { name lastSignIn { at }
      accesses { email invitation { delivery { state } } bounce { state } lastSignIn { at } } } } } }`;

const filters = [undefined, 'NO_ADDRESS', 'NEVER_INVITED', 'NEVER_SIGNED_IN', 'BOUNCED', 'ACCESS_OFF'];
const sorts = ['NAME', 'LAST_SIGN_IN', 'INVITATION', 'ADDED'];
const searches = ['z', 'm', 'xu', 'ga', 'gmail', 'garcia', '4711', 'ada.s', 'sam novak', 'nobody here'];

test.each([
  ...filters.flatMap((filter) => sorts.map((sort) => ({ filter, sort, descending: sort !== 'NAME' }))),
  ...searches.map((search) => ({ search })),
  { search: 'ga', filter: 'NEVER_INVITED', sort: 'LAST_SIGN_IN', descending: true },
  { archived: true, sort: 'LAST_SIGN_IN' },
])('reads no table from end to end for %j', async (variables) => {
  const plans = await plansOf(() => owner.execute(query, variables));
  expect(plans.length).toBeGreaterThan(2);
  // A search that nearly everyone matches may take the first of them wherever they are.
  for (const plan of plans.map((each) => each.replaceAll(/Limit[^\n]*\n[^\n]*Seq Scan/g, 'Limit'))) {
    expect(plan).not.toMatch(
      /Seq Scan on (client|portal_access|portal_account|activity|mail)\b(?![^\n]*\(never executed\))/,
    );
  }
});

test('what the list keeps of each client is what the accesses say', async () => {
  const [wrong] = await product.sql(
    `SELECT c.id FROM client c
       LEFT JOIN portal_access a ON a.practice_id = c.practice_id AND a.client_id = c.id
      GROUP BY c.practice_id, c.id
     HAVING c.without_address <> (count(a.id) = 0)
         OR c.access_off <> coalesce(bool_or(NOT a.active), false)
         OR c.never_invited <> coalesce(bool_or(a.active AND a.invited_at IS NULL), false) LIMIT 1`,
  );
  expect(wrong).toBeUndefined();
});
