import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ConfigError, readConfig, variableNames } from './config.ts';

const key = `k1:${Buffer.alloc(32, 7).toString('base64')}`;
const production = {
  NODE_ENV: 'production',
  PUBLIC_ORIGIN: 'https://portal.example.org',
  SECRET_KEYS: key,
  MAIL_TRANSPORT: 'smtp',
  SMTP_URL: 'smtps://mail.example.org',
  MAIL_FROM: 'portal@example.org',
};

function faultsOf(environment: Record<string, string>): string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

const namesIn = (faults: string[]) => [...new Set(faults.map((fault) => fault.split(' ', 1).join()))].toSorted();
const faulty = (environment: Record<string, string>) => namesIn(faultsOf(environment));

test('needs nothing on a developer’s machine', () => {
  expect(readConfig({})).toMatchObject({
    port: 4000,
    host: '127.0.0.1',
    publicOrigin: 'http://localhost:4000',
    secure: false,
    databaseUrl: undefined,
    mail: { transport: 'mailbox' },
    trustedProxies: [],
    demo: true,
    jobs: true,
    introspection: true,
    explorer: true,
    sessions: { idleMinutes: 30, lifetimeMinutes: 720 },
    logLevel: 'info',
  });
});

test('takes an empty variable for one that is not set', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '', DEMO: '' })).toEqual(readConfig({}));
});

test('builds links from the port it listens on when no origin is given', () => {
  expect(readConfig({ PORT: '4310' }).publicOrigin).toBe('http://localhost:4310');
});

test('names every variable that is wrong at once, and says what it should be', () => {
  const faults = faultsOf({
    PORT: 'eighty',
    PUBLIC_ORIGIN: 'portal.example.org',
    DATABASE_URL: 'mysql://localhost/porchlight',
    SECRET_KEYS: 'k1:short',
    MAIL_TRANSPORT: 'pigeon',
    MAIL_FROM: 'nobody',
    RESEND_BASE_URL: 'ftp://api.resend.com',
    RESEND_WEBHOOK_SECRET: 'secret',
    SMTP_URL: 'mail.example.org',
    TRUSTED_PROXIES: '10.0.0.0/99',
    WEBHOOK_ALLOWED_NETWORKS: 'localhost',
    DEMO: 'maybe',
    EXPLORER: 'someday',
    JOBS: 'perhaps',
    INTROSPECTION: 'who knows',
    SESSION_IDLE_MINUTES: '0',
    SESSION_LIFETIME_MINUTES: 'long',
    LOG_LEVEL: 'loud',
  });
  const named = [
    'DATABASE_URL',
    'DEMO',
    'EXPLORER',
    'INTROSPECTION',
    'JOBS',
    'LOG_LEVEL',
    'MAIL_FROM',
    'MAIL_TRANSPORT',
    'PORT',
    'PUBLIC_ORIGIN',
    'RESEND_BASE_URL',
    'RESEND_WEBHOOK_SECRET',
    'SECRET_KEYS',
    'SESSION_IDLE_MINUTES',
    'SESSION_LIFETIME_MINUTES',
    'SMTP_URL',
    'TRUSTED_PROXIES',
    'WEBHOOK_ALLOWED_NETWORKS',
  ];
  expect(namesIn(faults)).toEqual(named);
  for (const fault of faults) expect(fault).toMatch(/^[A-Z_]+ must .{10,}/);
});

test('finds what production lacks even when another variable cannot be read', () => {
  expect(faulty({ NODE_ENV: 'production', PORT: 'eighty' })).toEqual([
    'MAIL_TRANSPORT',
    'PORT',
    'PUBLIC_ORIGIN',
    'SECRET_KEYS',
  ]);
});

test('starts in production when everything is there, without demo data and without introspection', () => {
  expect(readConfig(production)).toMatchObject({ production: true, secure: true, demo: false, introspection: false });
});

test.each([
  ['without keys', { SECRET_KEYS: '' }, 'SECRET_KEYS'],
  ['with the local mailbox', { MAIL_TRANSPORT: 'mailbox' }, 'MAIL_TRANSPORT'],
  ['with demo data', { DEMO: 'on' }, 'DEMO'],
  ['without https', { PUBLIC_ORIGIN: 'http://portal.example.org' }, 'PUBLIC_ORIGIN'],
  ['without https, on this machine', { PUBLIC_ORIGIN: 'http://localhost:4000' }, 'PUBLIC_ORIGIN'],
  ['without an origin', { PUBLIC_ORIGIN: '' }, 'PUBLIC_ORIGIN'],
  ['without a sender', { MAIL_FROM: '' }, 'MAIL_FROM'],
  ['without a mail server', { SMTP_URL: '' }, 'SMTP_URL'],
  ['with Resend but no key for it', { MAIL_TRANSPORT: 'resend' }, 'RESEND_API_KEY'],
])('refuses production %s', (_, change, variable) => {
  expect(faulty({ ...production, ...change })).toEqual([variable]);
});

test.each([
  'http://portal.example.org',
  'https://portal.example.org/path',
  'https://portal.example.org?x',
  'javascript:alert(1)',
])('refuses the origin %s anywhere', (origin) => {
  expect(faulty({ PUBLIC_ORIGIN: origin })).toEqual(['PUBLIC_ORIGIN']);
});

test.each([
  ['an origin with https', { PUBLIC_ORIGIN: 'https://portal.example.org' }],
  ['every network', { HOST: '0.0.0.0' }],
  ['an address in a network', { HOST: '192.168.1.10' }],
])('refuses %s outside production, unless it is said by name that this is meant', (_, open) => {
  expect(faulty(open)).toEqual(['NODE_ENV']);
  expect(readConfig({ ...open, NOT_PRODUCTION: 'on' }).production).toBe(false);
  expect(readConfig({ ...production, ...open }).production).toBe(true);
  expect(faulty({ ...production, ...open, NOT_PRODUCTION: 'on' })).toEqual(['NOT_PRODUCTION']);
});

test.each(['127.0.0.1', '127.0.0.53', '::1', 'localhost'])('takes %s for this machine only', (host) => {
  expect(readConfig({ HOST: host }).host).toBe(host);
});

test('serves the explorer only where the API tells its schema', () => {
  expect(readConfig({ INTROSPECTION: 'off' }).explorer).toBe(false);
  expect(readConfig(production).explorer).toBe(false);
  expect(readConfig({ ...production, INTROSPECTION: 'on' }).explorer).toBe(false);
  expect(readConfig({ ...production, INTROSPECTION: 'on', EXPLORER: 'on' }).explorer).toBe(true);
  expect(faulty({ ...production, EXPLORER: 'on' })).toEqual(['EXPLORER']);
});

test('never repeats a secret that it could not read', () => {
  const faults = faultsOf({ SECRET_KEYS: 'k1:not-long-enough-but-secret', DATABASE_URL: 'mysql://root:hunter2@db/x' });
  expect(faults.join()).not.toMatch(/not-long-enough|hunter2/);
});

test('.env.example explains every variable there is, and no other', () => {
  const lines = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8').split('\n');
  const named = lines.flatMap((line) => /^#? ?([A-Z_]+)=/.exec(line)?.[1] ?? []);
  expect(named.toSorted()).toEqual(variableNames.toSorted());
  const unexplained = lines.filter((line, n) => /^#? ?[A-Z_]+=/.test(line) && !/^# [\w"]/.test(lines[n - 1] ?? ''));
  expect(unexplained).toEqual([]);
});
