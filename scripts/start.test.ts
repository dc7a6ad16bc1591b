import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test, vi } from 'vitest';
import { freePort } from './lib/free-port.mjs';

const script = fileURLToPath(new URL('start.mjs', import.meta.url));
const waiting = { timeout: 30_000, interval: 50 };
const cleanUp: (() => unknown)[] = [];

afterEach(async () => {
  for (const each of cleanUp.splice(0).toReversed()) await each();
});

/** A new folder for the embedded database, removed after the test. */
function newDataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-start-'));
  cleanUp.push(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'data');
}

/** Types `npm start` in a folder that has nothing to do with the product. */
function start(dataDir: string, port: number) {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [script], {
    cwd: tmpdir(),
    env: { PATH, HOME, PORT: String(port), DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, to kill the server together with the script that started it.
    detached: true,
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const killAll = () => {
    if (child.exitCode === null && child.signalCode === null && child.pid) process.kill(-child.pid, 'SIGKILL');
    return ended;
  };
  cleanUp.push(killAll);
  // Whether it had to build first depends on what ran before.
  return { child, ended, killAll, output: () => output.replace('Building …\n', '').trim() };
}

async function ready(origin: string, { ended, output }: ReturnType<typeof start>): Promise<void> {
  const tooSoon = ended.then(() => Promise.reject(new Error(`The product ended at once:\n${output()}`)));
  await Promise.race([
    tooSoon,
    vi.waitFor(async () => expect((await fetch(`${origin}/readyz`)).ok).toBe(true), waiting),
  ]);
}

async function ask(origin: string, query: string, variables: object, cookie = '') {
  const answer = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin, cookie },
    body: JSON.stringify({ query, variables }),
  });
  return { cookies: answer.headers.getSetCookie(), body: (await answer.json()) as { data: unknown } };
}

/** Signs a staff member in as a browser would. @returns the session's cookie */
async function signIn(origin: string, email: string): Promise<string> {
  await ask(
    origin,
    'mutation ($email: String!) { requestStaffSignInLink(input: { email: $email }) { askAgainInSeconds } }',
    {
      email,
    },
  );
  const link = await vi.waitFor(async () => {
    const mails = (await (await fetch(`${origin}/mailbox.json`)).json()) as { to: string; links: string[] }[];
    const found = mails.find((mail) => mail.to === email)?.links.find((each) => each.includes('/staff/link#'));
    expect(found).toBeDefined();
    return found ?? '';
  }, waiting);
  const token = new URL(link).hash.slice(1);
  const { cookies } = await ask(
    origin,
    'mutation ($token: String!) { redeemLink(input: { token: $token }) { __typename } }',
    {
      token,
    },
  );
  return cookies.map((each) => each.split(';')[0]).join('; ');
}

const whoAmI = (origin: string, cookie: string) => ask(origin, '{ staff { email } }', {}, cookie);

test('keeps what it knew when it is killed, and ends well when it is asked to', async () => {
  const [dataDir, port, email] = [newDataDir(), await freePort(), 'owner@harbor.example'];
  const origin = `http://localhost:${port}`;
  const first = start(dataDir, port);
  await ready(origin, first);
  const cookie = await signIn(origin, email);
  expect((await whoAmI(origin, cookie)).body.data).toEqual({ staff: { email } });

  await first.killAll();
  const second = start(dataDir, port);
  await ready(origin, second);
  expect((await whoAmI(origin, cookie)).body.data).toEqual({ staff: { email } });

  // As a service manager does it: to the script and the server at once.
  process.kill(-(second.child.pid ?? 0), 'SIGTERM');
  expect(await second.ended).toBe(0);
  await expect(fetch(origin)).rejects.toThrow();
});

test('says so in one sentence when another copy works on the same data folder', async () => {
  const [dataDir, port] = [newDataDir(), await freePort()];
  await ready(`http://localhost:${port}`, start(dataDir, port));

  const second = start(dataDir, await freePort());
  expect(await second.ended).toBe(1);
  expect(second.output()).toMatch(/^[^\n]*data folder[^\n]*$/);
});

test('says so in one sentence when the port is taken', async () => {
  const port = await freePort();
  const other = createServer().listen(port, '127.0.0.1');
  cleanUp.push(() => other.close());

  const product = start(newDataDir(), port);
  expect(await product.ended).toBe(1);
  expect(product.output()).toMatch(new RegExp(`^[^\\n]*\\b${port}\\b[^\\n]*$`));
});

test('says so in one sentence when Node is too old', async () => {
  const old = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.19.0' } })";
  const child = spawn(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(old)}`, script]);
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(1);
  expect(output).toMatch(/^Porchlight needs Node [\d.]+ or newer, and this is Node 18\.19\.0: [^\n]*\n$/);
});
