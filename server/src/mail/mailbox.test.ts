import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '../lib/ids.ts';
import type { MailMessage } from './mail-transport.ts';
import { Mailbox } from './mailbox.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'porchlight-mailbox-'));
});
afterEach(() => rm(folder, { recursive: true }));

const message = (
  text = 'Open:\nhttps://portal.example/harbor/link#token\n\nMore at https://portal.example/harbor.',
): MailMessage => ({
  from: { name: 'Harbor', address: 'portal@porchlight.example' },
  to: 'jamie@client.example',
  subject: 'Your sign-in link',
  html: '<p>Hello</p>',
  text,
  tags: { practice: 'p', mail: 'm' },
});

test('shows mails newest first, with their links, to every process that shares the folder', async () => {
  const [one, other] = [new Mailbox(folder), new Mailbox(folder)];
  expect(await one.list()).toEqual([]);
  const ids = [newId(), newId(), newId()];
  for (const [index, id] of ids.entries()) await (index === 1 ? other : one).put(id, message());
  expect((await other.list()).map(({ id }) => id)).toEqual(ids.toReversed());
  expect(await one.find(ids[1] ?? '')).toMatchObject({
    to: 'jamie@client.example',
    subject: 'Your sign-in link',
    links: ['https://portal.example/harbor/link#token', 'https://portal.example/harbor'],
    html: '<p>Hello</p>',
  });
});

test('a mail that is put in twice is there once', async () => {
  const mailbox = new Mailbox(folder);
  const id = newId();
  await mailbox.put(id, message());
  await mailbox.put(id, message());
  expect(await mailbox.list()).toHaveLength(1);
});

test('nobody else on the machine can read it', async () => {
  const mailbox = new Mailbox(folder);
  await mailbox.put(newId(), message());
  const inside = join(folder, 'mailbox');
  const [name = ''] = await readdir(inside);
  expect((await stat(inside)).mode & 0o777).toBe(0o700);
  expect((await stat(join(inside, name))).mode & 0o777).toBe(0o600);
});

test('keeps the newest thousand', async () => {
  const mailbox = new Mailbox(folder);
  const ids = Array.from({ length: 1005 }, newId);
  for (const id of ids) await mailbox.put(id, message());
  const kept = await mailbox.list();
  expect(kept).toHaveLength(1000);
  expect(kept[0]?.id).toBe(ids.at(-1));
  expect(await mailbox.find(ids[0] ?? '')).toBeUndefined();
});
