import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '../lib/ids.ts';
import { Mailbox } from './mailbox.ts';
import { registerMailbox } from './mailbox.route.ts';
import { renderMail } from './render-mail.ts';
import { facts } from './test-support/mail-test-harness.ts';

let folder: string;
let app: FastifyInstance;
let mailbox: Mailbox;

const link = 'https://portal.example/harbor/link#token';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'porchlight-mailbox-'));
  mailbox = new Mailbox(folder);
  app = fastify();
  registerMailbox(app, { mailbox, publicOrigin: 'https://portal.example' });
});
afterEach(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

async function receive(to = 'jamie@client.example'): Promise<string> {
  const id = newId();
  const written = await renderMail('sign-in-link', facts, { link, portalUrl: 'https://portal.example/harbor' });
  const from = { name: 'Harbor', address: 'portal@porchlight.example' };
  await mailbox.put(id, { ...written, from, to, tags: { practice: 'p', mail: id } });
  return id;
}

test('says so when there is no mail yet', async () => {
  expect((await app.inject('/mailbox.json')).json()).toEqual([]);
  expect((await app.inject('/mailbox')).body).toContain('No mail yet');
});

test('gives every mail to scripts, newest first, with these names', async () => {
  const [older, newer] = [await receive(), await receive('sam@client.example')];
  const mails = (await app.inject('/mailbox.json')).json<Record<string, unknown>[]>();
  expect(mails.map(({ id }) => id)).toEqual([newer, older]);
  expect(mails[0]).toMatchObject({
    to: 'sam@client.example',
    subject: 'Your sign-in link, Nov 3, 2:14:00 PM',
    text: expect.stringContaining(link) as string,
    html: expect.stringContaining(link) as string,
    links: [link, 'https://portal.example/harbor'],
    sentAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
  });
});

test('shows mails to people, with links that open elsewhere and tell nobody where they came from', async () => {
  await receive();
  const { body, headers } = await app.inject('/mailbox');
  expect(body).toContain(`<a href="${link}" target="_blank" rel="noreferrer">${link}</a>`);
  expect(body).toContain('jamie@client.example');
  expect(headers['content-security-policy']).not.toContain('unsafe');
  expect(body).not.toMatch(/<script>|<style|\sstyle=|\son\w+=/);
});

test('whatever a mail holds, the page shows it as text', async () => {
  await mailbox.put(newId(), {
    from: { name: '<b>x</b>', address: 'portal@porchlight.example' },
    to: '"><script>alert(1)</script>@client.example',
    subject: '<img src=x onerror=alert(1)>',
    html: '',
    text: `https://evil.example/"onmouseover="alert(1)`,
    tags: { practice: 'p', mail: 'm' },
  });
  const { body } = await app.inject('/mailbox');
  expect(body).not.toMatch(/<script>alert|<img|<b>x|"onmouseover="/);
});

test('shows a mail as HTML that may wear its own styles and nothing else', async () => {
  const id = await receive();
  const { body, headers, statusCode } = await app.inject(`/mailbox/${id}.html`);
  expect(statusCode).toBe(200);
  expect(body).toContain('Sign in to your Client Portal');
  const policy = String(headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain("'unsafe-inline'");
  const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(body) ?? [];
  expect(policy).toContain(createHash('sha256').update(style).digest('base64'));
});

test.each([
  '/mailbox/nothing.html',
  `/mailbox/${newId()}.html`,
  '/mailbox/..%2fsecret-keys',
  '/mailbox/preview/nothing',
])('there is nothing at %s', async (path) => expect((await app.inject(path)).statusCode).toBe(404));

test('previews every kind of mail with made-up data', async () => {
  const { body } = await app.inject('/mailbox/preview');
  const paths = [...body.matchAll(/href="(\/mailbox\/preview\/[^"]+)"/g)].map((match) => match[1] ?? '');
  expect(paths.map((path) => path.split('/').at(-1))).toEqual([
    'invitation',
    'sign-in-link',
    'staff-invitation',
    'staff-sign-in-link',
    'address-changed',
    'address-partly-changed',
  ]);
  for (const path of paths) expect((await app.inject(path)).body).toContain('Harbor Counseling');
});

test('its stylesheet and script are files of their own', async () => {
  expect((await app.inject('/mailbox/style.css')).headers['content-type']).toContain('text/css');
  expect((await app.inject('/mailbox/refresh.js')).headers['content-type']).toContain('text/javascript');
});
