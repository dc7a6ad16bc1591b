// What Porchlight does for a browser, without a framework: node:http, pg, and the statements that Porchlight was seen
// running. No GraphQL, no limits, no log, no masking, no headers: nothing that could be left out is in. Its jobs are
// worked off by a Porchlight worker, as Porchlight's own are in this measurement.
import { createHash, createHmac, randomBytes, randomInt, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import pg from 'pg';
import { secretKey, staffEmailOf } from '../lib/facts.ts';

const [port = '', databaseUrl = '', connections = '', statementsFile = '', pageFile = ''] = process.argv.slice(2);
const texts = JSON.parse(readFileSync(statementsFile, 'utf8')) as Record<string, string>;
const page = readFileSync(pageFile, 'utf8');
const query = connections === 'shared' ? await sharedConnections() : pooledConnections();

const run = async (name: string, values: unknown[]) => {
  const text = texts[name];
  if (!text) throw new Error(`Porchlight was not seen running ${name}`);
  return (await query({ name, text, values })).rows;
};

type Query = (query: pg.QueryConfig) => Promise<pg.QueryResult<Record<string, never>>>;

function pooledConnections(): Query {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  return (query) => pool.query(query);
}

/** Each statement is sent at once, where the fewest are under way. */
async function sharedConnections(): Promise<Query> {
  const open = Array.from({ length: 6 }, () => ({
    client: new pg.Client({ connectionString: databaseUrl, pipeline: true }),
    underWay: 0,
  }));
  await Promise.all(open.map(({ client }) => client.connect()));
  return async (query) => {
    const least = open.reduce((a, b) => (b.underWay < a.underWay ? b : a));
    least.underWay += 1;
    try {
      return await least.client.query(query);
    } finally {
      least.underWay -= 1;
    }
  };
}

interface Asker {
  id: string;
  portal: string | undefined;
  email: string | undefined;
  answer: (row: Record<string, never> | undefined) => void;
  fail: (error: unknown) => void;
}

let askers: Asker[] = [];

/** Over shared connections, all that is asked in one turn of the event loop is one statement, as Porchlight has it. */
async function ask(portal: string | undefined, email: string | undefined): Promise<Record<string, never> | undefined> {
  return new Promise((answer, fail) => {
    askers.push({ id: randomUUID(), portal, email, answer, fail });
    if (connections !== 'shared') recordAsked();
    else if (askers.length === 1) setImmediate(recordAsked);
  });
}

function recordAsked(): void {
  const all = askers;
  askers = [];
  const values = [all.map(({ portal }) => portal), all.map(({ id }) => id), all.map(({ email }) => email)];
  run('record-sign-in-request', values).then(
    (rows) => {
      const byId = new Map(rows.map((row) => [String(row['id']), row]));
      for (const { id, answer } of all) answer(byId.get(id));
    },
    (error: unknown) => {
      for (const { fail } of all) fail(error);
    },
  );
}

const hash = (secret: Buffer) => createHash('sha256').update(secret).digest();
const pinHash = (digits: string) => createHmac('sha256', secretKey).update(digits).digest();
const nobody = '00000000-0000-0000-0000-000000000000';
const device = 'Chrome on Linux';

/** `kind.key.base64url(practice, id, mac)`, as Porchlight's worker mails them. The MAC is computed, as it must be. */
function readToken(token: string) {
  const [letter = '', , text = ''] = token.split('.');
  const bytes = Buffer.from(text, 'base64url');
  createHmac('sha256', secretKey).update(bytes.subarray(0, 32)).digest().equals(bytes.subarray(32));
  const kind = letter === 's' ? 'staff' : 'sign-in';
  return { kind, practiceId: uuid(bytes.subarray(0, 16)), id: uuid(bytes.subarray(16, 32)) };
}

const uuid = (bytes: Buffer) => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
const uuidBytes = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex');

function readCookie(request: IncomingMessage) {
  const bytes = Buffer.from(/session=([^;]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '', 'base64url');
  return { practiceId: uuid(bytes.subarray(0, 16)), tokenHash: hash(bytes.subarray(16)) };
}

const newCookie = (practiceId: string, secret: Buffer) =>
  `session=${Buffer.concat([uuidBytes(practiceId), secret]).toString('base64url')}; Path=/; HttpOnly; Secure; SameSite=Lax`;

interface Answer {
  body: unknown;
  cookie?: string;
}

type Handler = (input: Record<string, string>, request: IncomingMessage) => Promise<Answer>;

const handlers: Record<string, Handler> = {
  '/ask': async ({ portal, email }) => ({ body: await ask(portal, email) }),

  '/ask-staff': async ({ practice }) => {
    await run('record-staff-link-request', [randomUUID(), staffEmailOf(Number(practice))]);
    return { body: {} };
  },

  '/redeem': async ({ token = '' }) => {
    const { kind, practiceId, id } = readToken(token);
    const secret = randomBytes(32);
    const session = [randomUUID(), hash(secret), device, 30, 720];
    const values = [practiceId, id, kind, ...session, randomUUID(), null, null, null];
    const [row] = await run('redeem-link', values);
    return { body: row ?? {}, cookie: newCookie(practiceId, secret) };
  },

  '/me': async (_input, request) => {
    const { practiceId, tokenHash } = readCookie(request);
    return { body: (await run('find-portal-session', [practiceId, tokenHash]))[0] ?? {} };
  },

  '/make-pin': async ({ portalAccessId = '' }, request) => {
    const { practiceId, tokenHash } = readCookie(request);
    const [staff] = await run('find-staff-session', [practiceId, tokenHash]);
    const digits = String(randomInt(1_000_000)).padStart(6, '0');
    const made = [randomUUID(), staff?.['staffMemberId'], 'b1', pinHash(digits), randomUUID()];
    await run('replace-pin', [practiceId, portalAccessId, ...made]);
    return { body: { digits } };
  },

  '/redeem-pin': async ({ portal, email, pin = '' }) => {
    const secret = randomBytes(32);
    const typed = [portal, email, ['b1'], [pinHash(pin)], randomUUID()];
    const session = [randomUUID(), hash(secret), device, 30, 720, null, null];
    const [row] = await run('redeem-pin', [...typed, ...session, randomUUID()]);
    return { body: row?.['signedIn'] ? row : {}, cookie: newCookie(row?.['practiceId'] ?? nobody, secret) };
  },
};

async function readBody(request: IncomingMessage): Promise<Record<string, string>> {
  if (request.method !== 'POST') return {};
  let text = '';
  for await (const chunk of request) text += chunk;
  return JSON.parse(text) as Record<string, string>;
}

createServer((request, response) => {
  const { url = '' } = request;
  if (url === '/healthz') return void response.end('ok');
  const handler = handlers[url];
  const answered = handler ? readBody(request).then((input) => handler(input, request)) : findPage(url);
  void answered.then(
    ({ body, cookie }) => {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      response.setHeader('content-type', typeof body === 'string' ? 'text/html; charset=utf-8' : 'application/json');
      if (cookie) response.setHeader('set-cookie', cookie);
      response.setHeader('content-length', Buffer.byteLength(text));
      response.end(text);
    },
    (error: Error) => {
      response.statusCode = 500;
      response.end(error.message);
    },
  );
}).listen(Number(port), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));

async function findPage(url: string): Promise<Answer> {
  const [row] = await run('find-portal', [url.slice(1)]);
  return {
    body: page.replace(
      '<!--portal-data-->',
      () => `<script type="application/json" id="portal-data">${JSON.stringify(row)}</script>`,
    ),
  };
}
