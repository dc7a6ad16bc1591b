import { spawnSync } from 'node:child_process';
import { expect, test, vi } from 'vitest';
import { newApiKeyToken } from '../api-keys/api-key-token.ts';
import { newId } from './ids.ts';
import { KeyedHash } from './keyed-hash.ts';
import { createLogger } from './logger.ts';
import { parseSecretKeys, type SecretKeys } from './secret-keys.ts';
import { linkToken } from '../sign-in/link/link-token.ts';
import { newSessionToken } from '../sessions/session-token.ts';

function logged(write: (logger: ReturnType<typeof createLogger>) => void): string[] {
  const lines: string[] = [];
  write(createLogger('trace', { write: (line: string) => void lines.push(line) }));
  return lines;
}

const hash = new KeyedHash(parseSecretKeys(`k1:${Buffer.alloc(32, 1).toString('base64')}`) as SecretKeys, 'link');
const token = linkToken(hash, { kind: 'sign-in', practiceId: newId(), id: newId() });
const cookie = newSessionToken().textFor(newId());

test.each([
  ['a link token', token],
  ['a link token with its dots encoded', token.replaceAll('.', '%2E')],
  ['a session cookie', cookie],
  ['an API key', newApiKeyToken(newId()).text],
  ['a webhook secret', `whsec_${Buffer.alloc(32, 251).toString('base64')}`],
  ['a webhook secret in a URL', encodeURIComponent(`whsec_${Buffer.alloc(32, 251).toString('base64')}`)],
  ['an address', 'jamie.rivera@client.example'],
  ['an address in a URL', 'jamie.rivera%40client.example'],
  ['an address in a URL in a URL', 'jamie.rivera%2540client.example'],
  ['an address of another alphabet in a URL', encodeURIComponent('zoë.müller@bücher.example')],
  ['an address with letters of another alphabet', 'zoë.müller@bücher.example'],
])('takes %s out, wherever it stands', (_, secret) => {
  const lines = logged((logger) => {
    logger.info(`asked for ${secret}, twice`);
    logger.warn({ path: `/harbor/${secret}`, list: [secret] }, 'a field');
    logger.error({ err: new Error(`cannot send to <${secret}>`, { cause: new Error(secret) }) }, 'an error');
    logger.trace({ [secret]: true }, 'a key');
    for (const before of ['/', '%23', '%2F', '%22', '"', '=', ' ', '<', 'Bearer ', 'x', '_', '-', '#', '?t=', '\n'])
      logger.info(`asked for ${before}${secret}`);
  });
  expect(lines).toHaveLength(19);
  for (const line of lines) {
    expect(line).not.toContain(secret);
    expect(line).not.toContain(secret.slice(-20));
  }
});

test('leaves an address recognisable for who knows it', () => {
  expect(logged((logger) => logger.info('mail to jamie@client.example'))[0]).toContain('j•••@client.example');
});

test('takes no version of a package for an address', () => {
  const at = '/node_modules/.pnpm/pg@8.23.1/node_modules/pg/lib/client.js:1:2';
  expect(logged((logger) => logger.info(at))[0]).toContain(at);
});

test('hides no second address behind the first', () => {
  const [line] = logged((logger) => logger.info('jamie@client.example%20alex.kim%40home.example'));
  expect(line).not.toContain('alex.kim');
});

test.each(['/a-portal-address-of-exactly-forty-letter/home', '01980d5e-6f2c-7b3e-9a41-5c8d7e6f0a1b'])(
  'leaves %s as it is',
  (harmless) => expect(logged((logger) => logger.info(harmless))[0]).toContain(harmless),
);

test('gathers what repeats itself, with every reference', () => {
  vi.useFakeTimers();
  const outage = (n: number) => ({ err: new Error(`timeout ${n} (Worker: ${newId()})`), reference: `r${n}` });
  const lines = logged((logger) => {
    for (let n = 1; n <= 400; n += 1) logger.error(outage(n), 'a request met an outage');
    logger.error({ err: new Error('undefined is not a function'), reference: 'bug' }, 'a request met an outage');
    vi.advanceTimersByTime(10_000);
    logger.error(outage(401), 'a request met an outage');
    vi.advanceTimersByTime(20_000);
    logger.error(outage(402), 'a request met an outage');
  }).map((line) => JSON.parse(line) as { reference?: string; repeated?: number; references?: string[] });
  vi.useRealTimers();
  expect(lines.map(({ reference, repeated }) => reference ?? repeated)).toEqual([
    'r1',
    'r2',
    'r3',
    'r4',
    'r5',
    'bug',
    395,
    1,
    'r402',
  ]);
  expect(lines[6]?.references).toHaveLength(100);
  expect(lines[7]?.references).toEqual(['r401']);
});

test('keeps ids, paths and times as they are', () => {
  const id = newId();
  const [line = ''] = logged((logger) => logger.info({ id, path: '/harbor/link', ms: 12 }, 'answered'));
  expect(JSON.parse(line)).toMatchObject({ id, path: '/harbor/link', ms: 12, msg: 'answered', level: 'info' });
});

test('writes one line for one event, whatever the input holds', () => {
  const lines = logged((logger) => logger.info({ path: '/a\nlevel=fatal\r\n{}' }, 'two\nlines\u2028three'));
  expect(lines).toHaveLength(1);
  expect(lines[0]?.trimEnd().split(/[\n\r]/)).toHaveLength(1);
});

test('tells of a database error what broke, and none of the values', () => {
  const error = Object.assign(new Error('duplicate key value'), {
    code: '23505',
    constraint: 'portal_account_address',
    detail: 'Key (email)=(secret value) already exists.',
    parameters: ['secret value'],
    query: 'INSERT',
  });
  const [line = ''] = logged((logger) => logger.error({ err: error }, 'failed'));
  expect(JSON.parse(line).err).toMatchObject({ code: '23505', constraint: 'portal_account_address' });
  expect(line).not.toContain('secret value');
});

test.each([
  ['is left to itself', ''],
  ['is told to exit', 'process.exit(3);'],
  ['dies of a bug', 'throw new Error("a bug");'],
])('loses no line of a process that %s', (_, end) => {
  const script = `
    import { createLogger } from ${JSON.stringify(new URL('logger.ts', import.meta.url).href)};
    const logger = createLogger('info');
    for (let n = 1; n <= 1000; n += 1) logger.info({ n }, 'a line that is long enough to fill more than one buffer');
    ${end}`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
  const lines = stdout.trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line).n)).toEqual(Array.from({ length: 1000 }, (__, n) => n + 1));
});
