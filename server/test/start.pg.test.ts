import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { DatabaseProxy } from './database-proxy.ts';
import { ServerProcess } from './server-process.ts';
import { openServerGroup, type ServerGroup } from './two-servers.ts';

let group: ServerGroup;
let proxy: DatabaseProxy;
let launched: ServerProcess[];

beforeAll(async () => {
  group = await openServerGroup();
});
beforeEach(async () => {
  launched = [];
  proxy = await DatabaseProxy.before(group.url);
});
afterEach(async () => {
  await Promise.all(launched.map((server) => server.kill()));
  await proxy.shut();
});
afterAll(async () => group.close());

async function launch(...given: Parameters<typeof ServerProcess.launch>): Promise<ServerProcess> {
  const server = await ServerProcess.launch(...given);
  launched.push(server);
  return server;
}

const get = async (server: ServerProcess, path: string) => {
  const answer = await fetch(server.origin + path).catch(() => undefined);
  return answer?.json();
};

test('a server whose database is not there yet waits for it, and says so', { timeout: 60_000 }, async () => {
  await proxy.shut();
  const server = await launch({ DATABASE_URL: proxy.url });
  await expect.poll(() => server.output, { timeout: 30_000 }).toContain('Waiting for it.');
  expect(await get(server, '/readyz')).toEqual({ status: 'not ready', reason: 'starting' });
  expect(await get(server, '/healthz')).toEqual({ status: 'ok' });
  expect((await fetch(`${server.origin}/graphql`)).headers.get('retry-after')).toBe('5');

  await proxy.open();
  await server.ready();
  expect(await get(server, '/readyz')).toEqual({ status: 'ready' });
});

test('a database that does not exist ends it with a sentence', { timeout: 30_000 }, async () => {
  const nowhere = new URL(group.url);
  nowhere.pathname = '/no_such_database';
  const server = await launch({ DATABASE_URL: nowhere.href });
  expect(await server.ended).toBe(1);
  expect(server.output).toBe('The database refuses: database "no_such_database" does not exist. Check DATABASE_URL.\n');
});

test('a port that is taken is reported before the database is opened', { timeout: 30_000 }, async () => {
  const { port } = new URL(proxy.url);
  const server = await launch({ PORT: port, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
  expect(await server.ended).toBe(1);
  expect(server.output).toBe(`Port ${port} is taken by another program. Stop it, or set PORT to another one.\n`);
});

test('a HOST of another machine is reported in a sentence', { timeout: 30_000 }, async () => {
  const server = await launch({ HOST: '203.0.113.9', NOT_PRODUCTION: 'on', DATABASE_URL: group.url });
  expect(await server.ended).toBe(1);
  expect(server.output).toMatch(/^HOST 203\.0\.113\.9 is no address of this machine\. [^\n]+\n$/);
});

test('a Node that is too old is reported in a sentence', { timeout: 30_000 }, async () => {
  const older = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.19.0' } })`;
  const server = await launch({}, { node: ['--import', `data:text/javascript,${encodeURIComponent(older)}`] });
  expect(await server.ended).toBe(1);
  expect(server.output).toBe('Porchlight needs Node 22.18 or newer, and this is Node 20.19.0.\n');
});

test('the log says in one line what runs, and no secret', { timeout: 30_000 }, async () => {
  const server = await group.startServer({ LOG_LEVEL: 'info' });
  const line = server.output.split('\n').find((each) => each.includes('"ready"')) ?? '';
  const { host, pathname, password } = new URL(group.url);
  expect(JSON.parse(line)).toMatchObject({
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    database: expect.stringMatching(/^Postgres \d+/),
    schema: expect.any(String),
    keys: ['t1'],
    mail: 'mailbox',
    jobs: true,
  });
  expect(line).toContain(`at ${host}${pathname}`);
  expect(line).not.toContain(password);
});

test(
  'a server that is told to stop first says so to balancers, and goes on meanwhile',
  { timeout: 60_000 },
  async () => {
    const server = await group.startServer({ DRAIN_SECONDS: '2' });
    const stopped = server.stop();
    await expect.poll(() => get(server, '/readyz')).toEqual({ status: 'not ready', reason: 'stopping' });
    expect(await server.apiClient().me()).toBeNull();
    expect(await stopped).toBe(0);
  },
);
