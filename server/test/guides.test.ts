import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeAll, expect, onTestFinished, test } from 'vitest';
import { addKey } from './api-key.ts';
import {
  addClient,
  newestLinkTo,
  openPractice,
  sharedProduct,
  type TestPractice,
  type TestProduct,
} from './product.ts';
import { listen, ProgramFolder } from './program.ts';

// The programs in docs/api/guides do what the guides say.

let product: TestProduct;
let url: string;
let folder: ProgramFolder | undefined;

beforeAll(async () => {
  product = await sharedProduct();
  url = await listen(product);
});
afterEach(() => {
  folder?.remove();
  folder = undefined;
});

const run = new Set<string>();

/** The files of a guide, and of what every program shares. */
function follow(guide: string, environment: Record<string, string>, packages?: 'server' | 'web'): ProgramFolder {
  run.add(guide);
  folder = new ProgramFolder({ PORCHLIGHT_URL: url, ...environment }, packages);
  folder.copyFromRepository('docs/api/examples/porchlight.mjs');
  folder.extractFromGuide(`docs/api/guides/${guide}`);
  return folder;
}

const clientsOf = ({ practiceId }: TestPractice) =>
  product.sql<{ reference: string; first_name: string }>(
    'SELECT reference, first_name FROM client WHERE practice_id = $1 ORDER BY reference',
    [practiceId],
  );

test('a page of your own sends a link, and tells nobody who is a client', async () => {
  const practice = await openPractice(product);
  const { email } = await addClient(product, practice);
  const page = await follow('sign-in-from-your-page.md', { PORTAL: practice.slug }).serve('sign-in-page.mjs');
  onTestFinished(page.end);
  const type = async (typed: string) =>
    (await fetch(page.url, { method: 'POST', body: new URLSearchParams({ email: typed }) })).text();

  expect(await (await fetch(page.url)).text()).toContain('Type your e-mail address');
  const answer = await type(email);
  expect(answer).toContain('If this address may sign in, a link is on its way. It works for 24 hours.');
  expect(await type('stranger@client.example')).toBe(answer);
  expect(await type('nonsense')).toMatch(/e-mail address/);
  await newestLinkTo(product, email);
});

test('a request that did not reach the API is reported as a refusal, and not sent again', async () => {
  const program = follow('sync-clients.md', { PORCHLIGHT_KEY: 'plk_unused' });
  program.write(
    'large.mjs',
    `import { call } from './porchlight.mjs';
     const { constructor, code, message } = await call('{ __typename }', { text: 'x'.repeat(70_000) }).catch((error) => error);
     console.log(constructor.name, code, message);`,
  );
  expect(await program.node('large.mjs')).toBe('Refused BAD_REQUEST The body is larger than 64 KB.\n');
});

test('clients are synced: added once, changed when they changed, and otherwise left alone', async () => {
  const practice = await openPractice(product);
  const { token } = await addKey(product, practice, ['clients:read', 'clients:write']);
  const sync = follow('sync-clients.md', { PORCHLIGHT_KEY: token });

  expect(await sync.node('sync.mjs')).toBe('EHR-1042: added\nEHR-1043: added\n');
  expect(await sync.node('sync.mjs')).toBe('EHR-1042: same\nEHR-1043: same\n');
  const renamed = { reference: 'EHR-1043', firstName: 'Adele', lastName: 'Kim', email: 'Ada@client.example' };
  sync.write('people.json', JSON.stringify([renamed]));
  expect(await sync.node('sync.mjs')).toBe('EHR-1043: changed\n');
  expect(await clientsOf(practice)).toEqual([
    { reference: 'EHR-1042', first_name: 'Jamie' },
    { reference: 'EHR-1043', first_name: 'Adele' },
  ]);
  const accesses = await product.sql('SELECT 1 AS one FROM portal_access WHERE practice_id = $1', [
    practice.practiceId,
  ]);
  expect(accesses).toHaveLength(2);
});

test('the sync goes on after a client that the API refuses, and says which', async () => {
  const practice = await openPractice(product);
  const { token } = await addKey(product, practice, ['clients:read', 'clients:write']);
  const sync = follow('sync-clients.md', { PORCHLIGHT_KEY: token });
  const people = [
    { reference: 'EHR-1', firstName: '', lastName: 'Kim', email: 'ada@client.example' },
    { reference: 'EHR-2', firstName: 'Jamie', lastName: 'Rivera', email: 'jamie@client.example' },
  ];
  sync.write('people.json', JSON.stringify(people));
  await expect(sync.node('sync.mjs')).rejects.toMatchObject({
    stderr: expect.stringMatching(/^EHR-1: BAD_USER_INPUT /),
    stdout: 'EHR-2: added\n',
  });
});

test('an invitation’s state is shown, from not invited to signed in', async () => {
  const practice = await openPractice(product);
  const { clientId, portalAccessId, email } = await addClient(product, practice);
  const { token, headers } = await addKey(product, practice, ['clients:read', 'invitations:send', 'pins:generate']);
  const show = follow('invitation-state.md', { PORCHLIGHT_KEY: token });
  const program = product.apiClient(headers);
  const state = () => show.node('invitation-state.mjs', clientId);

  expect(await state()).toContain(`Jamie Rivera, ${email}: not invited`);
  const input = { portalAccessId };
  await program.execute('mutation ($input: SendInvitationInput!) { sendInvitation(input: $input) { id } }', { input });
  expect(await state()).toMatch(/: invited by Web site, mail [A-Z_]+/);
  const { data } = await program.execute(
    'mutation ($input: GeneratePinInput!) { generatePin(input: $input) { digits } }',
    {
      input,
    },
  );
  await product.apiClient().execute('mutation ($input: RedeemPinInput!) { redeemPin(input: $input) { __typename } }', {
    input: { portal: practice.slug, email, pin: data['generatePin'].digits },
  });
  expect(await state()).toMatch(/: last signed in \d{4}-/);
});

test('a webhook is believed only when its signature is right', async () => {
  const secret = `whsec_${Buffer.alloc(24, 5).toString('base64')}`;
  const receiver = await follow('verify-a-webhook.md', { WEBHOOK_SECRET: secret }).serve('receiver.mjs');
  onTestFinished(receiver.end);
  const body = JSON.stringify({ type: 'webhook.test', timestamp: new Date().toISOString(), data: { state: 'test' } });
  const post = async (sent: string, at = new Date()) => {
    const signature = new Webhook(secret).sign('evt_1', at, body);
    const stamp = String(Math.floor(at.getTime() / 1000));
    const headers = { 'webhook-id': 'evt_1', 'webhook-timestamp': stamp, 'webhook-signature': signature };
    return (await fetch(receiver.url, { method: 'POST', headers, body: sent })).status;
  };
  expect(await post(body)).toBe(204);
  expect(await post(body.replace('test', 'fake'))).toBe(401);
  expect(await post(body, new Date(Date.now() - 600_000))).toBe(401);
  expect((await fetch(receiver.url, { method: 'POST', body })).status).toBe(401);
});

const installed = fileURLToPath(new URL('../../node_modules/', import.meta.url));
const typeCheck = `${join(installed, 'typescript/bin/tsc')} --noEmit --strict --skipLibCheck --module nodenext
  --target es2024 --allowImportingTsExtensions --types node --typeRoots ${join(installed, '@types')}`.split(/\s+/);

test('a typed client is generated from the schema, fits it, and runs', { timeout: 60_000 }, async () => {
  const practice = await openPractice(product);
  await addClient(product, practice);
  const { token } = await addKey(product, practice, ['clients:read']);
  const typed = follow('typed-client.md', { PORCHLIGHT_KEY: token }, 'web');
  typed.copyFromRepository('shared/schema.graphql');
  typed.write('package.json', '{ "type": "module" }');

  await typed.node('node_modules/@graphql-codegen/cli/esm/bin.js', '--config', 'codegen.ts');
  await typed.node(...typeCheck, 'find-clients.ts');
  expect(await typed.node('find-clients.ts', 'river')).toBe('1 found\nJamie Rivera (no number)\n');
});

test('the first request of the documentation is answered as it says', async () => {
  const text = readFileSync(new URL('../../docs/api/README.md', import.meta.url), 'utf8');
  const [, curl = ''] = /```sh\n(curl .*?)```/s.exec(text) ?? [];
  const { token } = await addKey(product, await openPractice(product), ['clients:read', 'invitations:send']);
  const headers = [...curl.matchAll(/--header ['"](.+?): (.+?)['"]/g)].map(([, name = '', value = '']) => {
    return [name, value.replace('$PORCHLIGHT_KEY', token)] as [string, string];
  });
  const [, body = ''] = /--data '(.+?)'/s.exec(curl) ?? [];
  const answer = await fetch(url, { method: 'POST', headers, body });
  const [, shown = ''] = /```json\n(.*?)```/s.exec(text) ?? [];
  expect(await answer.json()).toEqual(JSON.parse(shown));
});

test('every guide is tested', () => {
  const guides = readdirSync(new URL('../../docs/api/guides', import.meta.url));
  expect(guides.toSorted()).toEqual([...run].toSorted());
});
