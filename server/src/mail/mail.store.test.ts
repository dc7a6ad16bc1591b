import { executeSql } from '../../test/execute-sql.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '../lib/ids.ts';
import type { MailRef, MailState } from './mail.ts';
import { MailTestHarness } from './test-support/mail-test-harness.ts';

let harness: MailTestHarness;

beforeAll(async () => {
  harness = await MailTestHarness.open();
});
afterAll(() => harness.close());
beforeEach(() => harness.clear());

async function become(ref: MailRef, state: MailState): Promise<void> {
  const mail = await harness.mails.find(ref);
  if (mail) await harness.mails.changeState(mail, { state, at: new Date(), reason: null });
}

test('a mail is committed with the act that calls for it, or not at all', async () => {
  const id = newId();
  await expect(harness.queue({ id, kind: 'newsletter' as 'invitation' })).rejects.toThrow('mail_kind');
  const rows = await executeSql(harness.database, 'SELECT 1 FROM mail UNION ALL SELECT 1 FROM sign_in_link');
  expect(rows).toEqual([]);
});

test('finds the latest mail about each, of the kinds asked for and of this practice only', async () => {
  const [aboutId, other] = [newId(), newId()];
  await harness.queue({ aboutId, kind: 'invitation' });
  const latest = await harness.queue({ aboutId, kind: 'invitation' });
  await harness.queue({ aboutId, kind: 'sign-in-link' });
  await harness.queue({ aboutId, kind: 'invitation', practiceId: newId() });
  const found = await harness.mails.latestByAbout(harness.practiceId, [aboutId, other], ['invitation']);
  expect([...found].map(([about, mail]) => [about, mail.id])).toEqual([[aboutId, latest.mailId]]);
});

test('finds the mails of links, of this practice only', async () => {
  const linkId = newId();
  const ref = await harness.queue({ linkId });
  expect((await harness.mails.byLinkIds(harness.practiceId, [linkId, newId()])).get(linkId)?.id).toBe(ref.mailId);
  expect(await harness.mails.byLinkIds(newId(), [linkId])).toEqual(new Map());
});

test('an address counts as bounced until a later mail arrives', async () => {
  const to = 'sam@client.example';
  await become(await harness.queue({ to }), 'bounced');
  expect([...(await harness.mails.bouncedAmong(harness.practiceId, [to, 'jamie@client.example'])).keys()]).toEqual([
    to,
  ]);
  await become(await harness.queue({ to }), 'sent');
  expect((await harness.mails.bouncedAmong(harness.practiceId, [to])).size).toBe(1);
  await harness.advance(10);
  await become(await harness.queue({ to }), 'delivered');
  expect((await harness.mails.bouncedAmong(harness.practiceId, [to])).size).toBe(0);
});

test('an address that a mail server of the practice’s own refused counts as bounced until it takes a later mail', async () => {
  const to = 'sam@client.example';
  const settle = async (state: 'bounced' | 'sent') => {
    await harness.queue({ to });
    const [mail] = await harness.claim();
    if (!mail) throw new Error('nothing was claimed');
    const done = { mail, state, reason: '552 mailbox full', providerId: null, pauseSeconds: 0, tried: true };
    await harness.mailQueue.settle(harness.practiceId, 'smtp', [done]);
  };
  await settle('bounced');
  expect((await harness.mails.bouncedAmong(harness.practiceId, [to])).size).toBe(1);
  await settle('sent');
  expect((await harness.mails.bouncedAmong(harness.practiceId, [to])).size).toBe(0);
});

test('old mails go, except those that wait and those that mark an address as bounced', async () => {
  const old = [
    await harness.queue(),
    await harness.queue({ to: 'waits@client.example' }),
    await harness.queue({ to: 'sam@client.example' }),
  ] as const;
  await become(old[0], 'delivered');
  await become(old[2], 'bounced');
  await harness.advance(31 * 86_400);
  const fresh = await harness.queue();
  await become(fresh, 'delivered');
  expect(await harness.mails.purge(harness.practiceId, 30)).toBe(1);
  expect(await Promise.all([...old, fresh].map((ref) => harness.stateOf(ref)))).toEqual([
    undefined,
    'queued',
    'bounced',
    'delivered',
  ]);
});
