import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openPractice, openTestProduct, testKeys, type TestPractice } from './test/product.ts';
import { ServerProcess } from './test/server-process.ts';
import { newDatabase } from './test/two-servers.ts';

// Whether the time that an answer takes tells a known address from an unknown one: pairs of requests,
// one with each, in random order, one after the other. The AUC is the chance that the known one of a
// pair took longer; at 0.5 the time tells nothing.

const pairs = Number(process.argv[2] ?? 10_000);
const usesPerAccount = 5;
const accounts = Math.ceil(pairs / usesPerAccount);
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

const operations = {
  link: (portal: string, email: string) => ({
    query: 'mutation ($input: RequestSignInLinkInput!) { requestSignInLink(input: $input) { askAgainInSeconds } }',
    variables: { input: { portal, email } },
  }),
  PIN: (portal: string, email: string) => ({
    query: 'mutation ($input: RedeemPinInput!) { redeemPin(input: $input) { __typename } }',
    variables: { input: { portal, email, pin: '123456' } },
  }),
};

/** Clients with an address and a live PIN; each can be used for as many tries as the policy allows. */
async function addKnown(url: string, { practiceId, ownerId }: TestPractice): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  const id = (what: string) => `overlay(overlay(md5('${what}' || n) placing '4' from 13) placing '8' from 17)::uuid`;
  const each = `FROM generate_series(0, ${accounts - 1}) n`;
  for (const [table, columns, values] of [
    ['client', 'id, first_name, last_name, sort_name', `${id('client')}, 'Jamie', 'Rivera', 'rivera jamie'`],
    ['portal_account', 'id, email', `${id('account')}, 'k' || lpad(n::text, 6, '0') || '@client.example'`],
    [
      'portal_access',
      'id, client_id, portal_account_id, relationship',
      `${id('access')}, ${id('client')}, ${id('account')}, 'self'`,
    ],
    [
      'pin',
      'id, portal_account_id, created_by, key_id, digits_hash, expires_at',
      `${id('pin')}, ${id('account')}, $2, 't1', sha256(n::text::bytea), now() + interval '1 day'`,
    ],
  ]) {
    const parameters = table === 'pin' ? [practiceId, ownerId] : [practiceId];
    await client.query(`INSERT INTO ${table} (practice_id, ${columns}) SELECT $1, ${values} ${each}`, parameters);
  }
  await client.query('ANALYZE');
  await client.end();
}

/** How long one answer takes, in milliseconds, from the first byte sent to the last one received. */
function timed(origin: string, operation: object, ip: string): Promise<number> {
  const body = JSON.stringify(operation);
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-forwarded-for': ip,
  };
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const sent = request(`${origin}/graphql`, { method: 'POST', headers, agent }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => void (text += chunk));
      answer.once('end', () => {
        const ms = performance.now() - start;
        if (text.includes('"errors"')) reject(new Error(text));
        else resolve(ms);
      });
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

async function measure(origin: string, slug: string, kind: keyof typeof operations) {
  const known: number[] = [];
  const unknown: number[] = [];
  // The first hundred pairs warm the server up, with addresses that the others do not use.
  for (let n = -100; n < pairs; n += 1) {
    const number = String(n < 0 ? 900_000 - n : n % accounts).padStart(6, '0');
    const order = Math.random() < 0.5 ? (['k', 'u'] as const) : (['u', 'k'] as const);
    for (const first of order) {
      const ip = `198.${18 + (n & 1)}.${Math.floor(Math.random() * 256)}.${Math.floor(Math.random() * 254) + 1}`;
      const ms = await timed(origin, operations[kind](slug, `${first}${number}@client.example`), ip);
      if (n >= 0) (first === 'k' ? known : unknown).push(ms);
    }
  }
  return { known, unknown };
}

/** The AUC and half of its 99 % interval (DeLong). */
function areaUnderCurve(known: number[], unknown: number[]): { auc: number; halfInterval: number } {
  const placesOf = (some: number[], others: number[]) => {
    const sorted = others.toSorted((a, b) => a - b);
    return some.map(
      (value) => (countBelow(sorted, value, false) + countBelow(sorted, value, true)) / 2 / sorted.length,
    );
  };
  const knownPlaces = placesOf(known, unknown);
  const unknownPlaces = placesOf(unknown, known);
  const auc = mean(knownPlaces);
  const deviation = Math.sqrt(variance(knownPlaces) / known.length + variance(unknownPlaces) / unknown.length);
  return { auc, halfInterval: 2.576 * deviation };
}

/** How many of the sorted numbers are smaller, or at most as large. */
function countBelow(sorted: number[], value: number, orEqual: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const each = sorted[middle] ?? 0;
    if (each < value || (orEqual && each === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

const mean = (numbers: number[]) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;

function variance(numbers: number[]): number {
  const middle = mean(numbers);
  return numbers.reduce((sum, each) => sum + (each - middle) ** 2, 0) / (numbers.length - 1);
}

const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;

const url = await newDatabase();
const dataDir = mkdtempSync(join(tmpdir(), 'porchlight-timing-'));
const product = await openTestProduct({ DATA_DIR: dataDir, JOBS: 'off' }, url);
const practice = await openPractice(product);
await product.close();
await addKnown(url, practice);
const server = await ServerProcess.start({
  DATABASE_URL: url,
  DATA_DIR: dataDir,
  LOG_LEVEL: 'info',
  TRUSTED_PROXIES: '127.0.0.1',
  SECRET_KEYS: testKeys.map(({ id, bytes }) => `${id}:${bytes.toString('base64')}`).join(','),
});
for (const kind of ['link', 'PIN'] as const) {
  const { known, unknown } = await measure(server.origin, practice.slug, kind);
  const { auc, halfInterval } = areaUnderCurve(known, unknown);
  const interval = `${(auc - halfInterval).toFixed(4)} to ${(auc + halfInterval).toFixed(4)}`;
  console.log(`${kind}: ${pairs} pairs, AUC ${auc.toFixed(4)}, 99 % interval ${interval}`);
  console.log(`  median ${median(known).toFixed(3)} ms known, ${median(unknown).toFixed(3)} ms unknown`);
}
await server.stop();
agent.destroy();
rmSync(dataDir, { recursive: true, force: true });
