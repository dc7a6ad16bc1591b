import pg from 'pg';

const clientsOfEach = 20;
const staffOfEach = 4;
const linksOfEach = 5;

const id = (table: string, n: string) => `('${table}0000000-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
// Neighbors in a table are of one practice: an index whose order the rows come in grows ten times as fast.
const practice = (n: string) => id('a', `${n} / ${clientsOfEach}`);
const account = (n: string) => id('c', n);
const holder = `n / ${linksOfEach}`;

/** Client number 4711, for statements that read one client. */
export const sampleClient = {
  practiceId: 'a0000000-0000-7000-8000-0000000000eb',
  portalAccessId: 'd0000000-0000-7000-8000-000000001267',
  ownerId: 'e0000000-0000-7000-8000-0000000003ac',
  slug: 'practice-235',
  email: 'client4711@people.example',
};

const longAgo = `now() - interval '2 hours' - n * interval '1 second'`;

/** Table and columns, how many rows each practice has, and how each is made from its number. */
const seed: [into: string, ofEach: number, select: string][] = [
  [
    'practice (id, slug, name, mail_name, time_zone)',
    1,
    `${id('a', 'n')}, 'practice-' || n, 'Practice ' || n, 'Practice ' || n, 'America/New_York'`,
  ],
  ['portal_address (slug, practice_id)', 1, `'practice-' || n, ${id('a', 'n')}`],
  [
    'staff_member (practice_id, id, name, email, role)',
    staffOfEach,
    `${id('a', `n / ${staffOfEach}`)}, ${id('e', 'n')}, 'Dana Reyes', 'staff' || n || '@practice.example', 'owner'`,
  ],
  [
    'client (practice_id, id, first_name, last_name, sort_name)',
    clientsOfEach,
    `${practice('n')}, ${id('b', 'n')}, 'Jamie', 'Rivera', 'rivera jamie'`,
  ],
  [
    'portal_account (practice_id, id, email)',
    clientsOfEach,
    `${practice('n')}, ${account('n')}, 'client' || n || '@people.example'`,
  ],
  [
    'portal_access (practice_id, id, client_id, portal_account_id, relationship)',
    clientsOfEach,
    `${practice('n')}, ${id('d', 'n')}, ${id('b', 'n')}, ${account('n')}, 'self'`,
  ],
  [
    'sign_in_link (practice_id, id, kind, portal_account_id, issued_at, expires_at, redeemed_at)',
    clientsOfEach * linksOfEach,
    `${practice(holder)}, ${id('1', 'n')}, 'sign-in', ${account(holder)}, ${longAgo}, ${longAgo} + interval '1 day',
     CASE WHEN n % ${linksOfEach} > 0 THEN ${longAgo} END`,
  ],
  [
    'session (practice_id, id, token_hash, portal_account_id, method, device, idle_expires_at, expires_at)',
    clientsOfEach * linksOfEach,
    `${practice(holder)}, ${id('2', 'n')}, sha256(int8send(n)), ${account(holder)}, 'link', 'Chrome on Linux',
     ${longAgo} + interval '30 minutes', ${longAgo} + interval '12 hours'`,
  ],
  [
    'session (practice_id, id, token_hash, staff_member_id, method, device, idle_expires_at, expires_at)',
    clientsOfEach,
    `${practice('n')}, ${id('6', 'n')}, sha256(int8send(-1 - n)), ${id('e', `n / ${clientsOfEach / staffOfEach}`)}, 'link',
     'Chrome on Linux', ${longAgo} + interval '30 minutes', ${longAgo} + interval '12 hours'`,
  ],
  [
    'pin (practice_id, id, portal_account_id, created_by, key_id, digits_hash, expires_at)',
    clientsOfEach,
    `${practice('n')}, ${id('3', 'n')}, ${account('n')}, ${id('e', `n / ${clientsOfEach} * ${staffOfEach}`)}, 'k1', sha256(int8send(n)),
     ${longAgo}`,
  ],
  [
    'sign_in_request (practice_id, id, email)',
    clientsOfEach,
    `${practice('n')}, ${id('4', 'n')}, 'client' || n || '@people.example'`,
  ],
  [
    'mail (practice_id, id, kind, to_address, link_id, facts)',
    clientsOfEach,
    `${practice('n')}, ${id('5', 'n')}, 'sign-in-link', 'client' || n || '@people.example', ${id('1', 'n')}, '{}'`,
  ],
  [
    'invitation_batch (practice_id, id, state, audience, started_by)',
    1,
    `${id('a', 'n')}, ${id('7', 'n')}, 'running', 'never-invited', ${id('e', `n * ${staffOfEach}`)}`,
  ],
  [
    'invitation_batch_item (practice_id, id, batch_id, client_id, portal_access_id)',
    clientsOfEach,
    `${practice('n')}, ${id('8', 'n')}, ${id('7', `n / ${clientsOfEach}`)}, ${id('b', 'n')}, ${id('d', 'n')}`,
  ],
];

const tableOf = (into: string) => into.split(' ', 1)[0] ?? '';

/**
 * Fills a migrated database with practices of a hundred links and sessions each, a million of them in seconds. Every
 * account has a link, a PIN and sessions that are still open, so that no partial index is small by
 * chance. What Postgres knows about the tables is from when they held a hundredth of that.
 */
export async function seedPractices(url: string, practices: number): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(`SET synchronous_commit = off; SET maintenance_work_mem = '256MB'`);
    // The rows agree with each other by the way they are made; checking each one takes most of the time.
    await client.query('SET session_replication_role = replica');
    const indexes = await dropIndexes(client);
    await insert(client, 0, practices / 100);
    await client.query('ANALYZE');
    await insert(client, practices / 100, practices);
    for (const index of indexes) await client.query(index);
  } finally {
    await client.end();
  }
}

/** The rows of the practices from one number up to another. */
async function insert(client: pg.Client, from: number, to: number): Promise<void> {
  for (const [into, ofEach, select] of seed) {
    const numbers = `generate_series(${from * ofEach}, ${to * ofEach - 1}) n`;
    await client.query(`INSERT INTO ${into} SELECT ${select} FROM ${numbers}`);
  }
}

/** An index that is made at once takes a fraction of the time of one that grows row by row. */
async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows: found } = await client.query<{ table: string; name: string; definition: string }>(`
    SELECT c.relname AS table, i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
      FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid
      JOIN pg_am m ON m.oid = x.relam
     WHERE c.relnamespace = 'public'::regnamespace AND NOT i.indisprimary`);
  const seeded = new Set(seed.map(([into]) => tableOf(into)));
  const dropped = found.filter(({ table }) => seeded.has(table));
  for (const { name } of dropped) await client.query(`DROP INDEX ${name}`);
  for (const table of seeded) await client.query(`ALTER TABLE ${table} SET (autovacuum_enabled = off)`);
  // Searching is no part of signing in, and its index takes longer than all the others together.
  return dropped.map(({ definition }) => definition).filter((definition) => !definition.includes('USING gin'));
}
