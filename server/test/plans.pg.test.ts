import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noPractice } from '../src/db/poller.ts';
import { newId } from '../src/lib/ids.ts';
import { linkToken } from '../src/sign-in/link/link-token.ts';
import { seedPractices, sampleClient } from './million.ts';
import { withoutRoutingCheck } from './routed-statements.ts';
import { newMigratedDatabase } from './migrated-database.ts';
import { openTestProduct, type TestProduct } from './product.ts';
import { thorough } from './thorough.ts';

/** Each has a hundred links and as many sessions. */
const practices = thorough ? 10_000 : 1000;

let product: TestProduct;
let client: pg.Client;
/** The statements that signing in and inviting many run, by name. */
const texts = new Map<string, string>();

beforeAll(async () => {
  const url = await newMigratedDatabase();
  product = await openTestProduct({ JOBS: 'off' }, url);
  await withoutRoutingCheck(() => seedPractices(url, practices));
  client = new pg.Client(url);
  await client.connect();
  await query('SET plan_cache_mode = force_generic_plan');
  await walkThrough();
}, 180_000);

afterAll(async () => {
  await client.end();
  await product.close();
});

/** Runs SQL of the test's own. */
const query = <Row extends pg.QueryResultRow>(text: string) => withoutRoutingCheck(() => client.query<Row>(text));

/** Does everything that is hot once, and notes the statements. */
async function walkThrough(): Promise<void> {
  const { stores } = product;
  const { database } = stores;
  const run = database.run.bind(database);
  database.run = async (statement, values) => {
    texts.set(statement.name ?? '', statement.text);
    return run(statement, values);
  };
  const { practiceId, slug, email, portalAccessId, ownerId } = sampleClient;
  const apiClient = product.apiClient();
  await apiClient.requestSignInLink(slug, email);
  const requestId = await newest('sign_in_request');
  await stores.signInRequests.discover(noPractice);
  expect(await stores.signInRequests.answer(practiceId, [requestId])).toMatchObject([{ outcome: 'sent' }]);
  await stores.signInRequests.putOff(practiceId, requestId);
  for (const lane of ['awaited', 'invitations'] as const) await stores.mailQueue.discover(lane, noPractice);
  for (const lane of ['awaited', 'invitations'] as const) {
    const claimed = await stores.mailQueue.claim(lane, practiceId, 10, 25);
    const pending = { state: 'queued', reason: null, providerId: null, pauseSeconds: 0, tried: true } as const;
    await stores.mailQueue.settle(
      practiceId,
      'test',
      claimed.map((mail) => Object.assign({ mail }, pending)),
    );
  }
  const mail = await stores.mails.find({ practiceId, mailId: await newest('mail') });
  if (!mail?.linkId) throw new Error('no mail was written');
  const token = linkToken(stores.linkHash, { kind: 'sign-in', practiceId, id: mail.linkId });
  await apiClient.redeemLink(token);
  expect(await apiClient.me()).toBe(email);
  await product.apiClient().redeemLink(token);
  expect(await stores.signInRequests.recordForLink(practiceId, mail.linkId)).toBeDefined();
  await stores.portalAccesses.find(practiceId, portalAccessId);
  await stores.pins.replace(practiceId, portalAccessId, { keyId: 'k1', hash: Buffer.alloc(32) }, ownerId);
  await apiClient.redeemPin(slug, email, '000000');
  await stores.practices.findPortal(slug);
  await stores.sessions.findStaffSession({ practiceId, hash: Buffer.alloc(32) });
  await stores.sessions.extend(practiceId, newId(), 30);
  await stores.batchItems.settle(database, { practiceId, itemId: newId() }, 'sent', null);
  await stores.batchItems.putOff({ practiceId, itemId: newId() });
}

async function newest(table: 'sign_in_request' | 'mail'): Promise<string> {
  const [row] = await product.sql<{ id: string }>(
    `SELECT id FROM ${table} WHERE practice_id = $1 ORDER BY ${table === 'mail' ? 'queued_at' : 'asked_at'} DESC LIMIT 1`,
    [sampleClient.practiceId],
  );
  return row?.id ?? '';
}

const hot = [
  'sign-in-request.record',
  'sign-in-request.record-for-link',
  'sign-in-request.discover',
  'sign-in-request.answer',
  'sign-in-request.put-off',
  'mail.discover',
  'mail.discover-invitations',
  'mail.claim',
  'mail.claim-invitations',
  'mail.settle',
  'link.redeem',
  'link.refuse',
  'portal-access.find',
  'pin.replace',
  'pin.redeem',
  'pin.refuse',
  'session.find-portal',
  'session.find-staff',
  'session.extend',
  'practice.find-portal',
  'batch-item.settle',
  'batch-item.put-off',
];

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Index Cond'?: string;
  Plans?: Plan[];
}

/** Every look into a table or an index in the plan that Postgres makes without knowing the values. */
async function looksOf(name: string): Promise<Plan[]> {
  const text = texts.get(name);
  if (!text) throw new Error(`${name} was not run`);
  const count = Math.max(0, ...[...text.matchAll(/\$(\d+)/g)].map((match) => Number(match[1])));
  await query(`PREPARE hot AS ${text}`);
  try {
    const values = Array.from({ length: count }, () => 'NULL').join(', ');
    const { rows } = await query<{ 'QUERY PLAN': { Plan: Plan }[] }>(
      `EXPLAIN (FORMAT JSON, VERBOSE) EXECUTE hot${count > 0 ? `(${values})` : ''}`,
    );
    return allOf(rows[0]?.['QUERY PLAN'][0]?.Plan).filter(
      (node) => node['Node Type'].endsWith('Scan') && !/CTE|Function|Subquery|Result|WorkTable/.test(node['Node Type']),
    );
  } finally {
    await query('DEALLOCATE hot');
  }
}

const allOf = (plan: Plan | undefined): Plan[] => (plan ? [plan, ...(plan.Plans ?? []).flatMap(allOf)] : []);

/** What follows the practice in an index of what is live or waits; without it, all of the practice's are walked. */
const nextColumn: Readonly<Record<string, string>> = {
  mail_waiting_by_address: 'to_address',
  invitation_batch_item_waiting: 'batch_id',
  pin_live: 'portal_account_id',
  session_by_account: 'portal_account_id',
  session_by_staff: 'staff_member_id',
  sign_in_link_live: 'portal_account_id',
  sign_in_link_staff_live: 'staff_member_id',
};

/** A practice's staff and its batches: all of them may be looked at. */
const isHandful = (look: Plan) =>
  look['Relation Name'] === 'staff_member' || look['Relation Name'] === 'invitation_batch';

/** The longest waiting are at the front of an index that holds nothing but what waits; no more than asked for is read. */
const fronts: Readonly<Record<string, string>> = {
  'sign-in-request.discover': 'sign_in_request_waiting',
  'mail.discover': 'mail_waiting',
  'mail.discover-invitations': 'mail_waiting_invitations',
  'mail.claim': 'mail_waiting',
  'mail.claim-invitations': 'mail_waiting_invitations',
};
const isFront = (name: string, look: Plan) => fronts[name] !== undefined && look['Index Name'] === fronts[name];

/** Without a condition an index is walked from end to end; with none but the practice, through all of a practice. */
function isNarrow(name: string, look: Plan): boolean {
  const { 'Node Type': type, 'Index Cond': condition = '', 'Relation Name': relation } = look;
  if (type === 'Bitmap Heap Scan' || isFront(name, look)) return true;
  const columns = new Set(
    [...condition.matchAll(/\b(?:\w+\.)?(\w+) (?:=|<|<=|>|>=) |ROW\(/g)].map((match) => match[1] ?? 'row'),
  );
  if (isHandful(look)) return columns.has('practice_id');
  if (relation === 'practice') return columns.has('id');
  if (relation === 'portal_address') return columns.has('slug');
  const next = nextColumn[look['Index Name'] ?? ''];
  return columns.has('practice_id') && (next ? columns.has(next) || columns.has('row') : columns.size > 1);
}

const describeLook = (look: Plan) =>
  `${look['Node Type']} ${look['Index Name'] ?? look['Relation Name']}: ${look['Index Cond']}`;

/**
 * A plan that is made at night, when nothing waits and nobody is signed in, is kept through the next
 * morning: an index that holds only what is live looks as good as any key then.
 */
async function night(): Promise<void> {
  await query(`UPDATE session SET ended_at = now(), end_reason = 'signed-out' WHERE ended_at IS NULL`);
  await query('UPDATE sign_in_link SET redeemed_at = now() WHERE redeemed_at IS NULL AND voided_at IS NULL');
  await query('UPDATE pin SET redeemed_at = now() WHERE redeemed_at IS NULL AND voided_at IS NULL');
  await query(`UPDATE sign_in_request SET outcome = 'sent' WHERE outcome IS NULL`);
  await query(`UPDATE mail SET state = 'sent' WHERE state = 'queued'`);
  await query(`UPDATE invitation_batch_item SET state = 'sent' WHERE state = 'waiting'`);
  await query(`UPDATE invitation_batch SET state = 'done' WHERE state = 'running'`);
  const { rows } = await query<{ name: string }>(
    `SELECT indexrelid::regclass::text AS name FROM pg_index
      WHERE indpred IS NOT NULL AND indrelid = ANY ('{session, sign_in_link, pin, sign_in_request, mail,
                                                             invitation_batch, invitation_batch_item}'::regclass[])`,
  );
  for (const { name } of rows) await query(`REINDEX INDEX ${name}`);
  await query('VACUUM ANALYZE');
}

const statistics: readonly [which: string, gather: () => Promise<unknown>][] = [
  ['old', async () => undefined],
  ['fresh', () => query('ANALYZE')],
  ["a quiet night's", night],
];

describe.each(statistics.slice(0, thorough ? 3 : 2))(
  `with ${practices * 100} links and sessions, and %s statistics`,
  (_which, gather) => {
    beforeAll(async () => void (await gather()), 120_000);

    test.each(hot)('%s reads no table and no index from end to end', async (name) => {
      // The job queue's list of queues has a handful of rows.
      const looks = (await looksOf(name)).filter((look) => look['Relation Name'] !== 'queue');
      expect(looks.filter((look) => look['Node Type'] === 'Seq Scan').map(describeLook)).toEqual([]);
      expect(looks.filter((look) => !isNarrow(name, look)).map(describeLook)).toEqual([]);
    });
  },
);
