import { executeSql } from '../../test/execute-sql.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '../lib/ids.ts';
import type { MailRef, MailState } from './mail.ts';
import { MailTestHarness } from './test-support/mail-test-harness.ts';

let house: MailTestHarness;

beforeAll(async () => {
  house = await MailTestHarness.open();
});
afterAll(() => house.close());
beforeEach(() => house.clear());

async function become(ref: MailRef, state: MailState): Promise<void> {
  const mail = await house.mails.find(ref);
  if (mail) await house.mails.changeState(mail, { state, at: new Date(), reason: null });
}

test('a mail is committed with the act that calls for it, or not at all', async () => {
  const id = newId();
  await expect(house.queue({ id, kind: 'newsletter' as 'invitation' })).rejects.toThrow('mail_kind');
  const rows = await executeSql(house.database, 'SELECT 1 FROM mail UNION ALL SELECT 1 FROM sign_in_link');
  expect(rows).toEqual([]);
});

test('finds the latest mail about each, of the kinds asked for and of this practice only', async () => {
  const [aboutId, other] = [newId(), newId()];
  await house.queue({ aboutId, kind: 'invitation' });
  const latest = await house.queue({ aboutId, kind: 'invitation' });
  await house.queue({ aboutId, kind: 'sign-in-link' });
  await house.queue({ aboutId, kind: 'invitation', practiceId: newId() });
  const found = await house.mails.latestByAbout(house.practiceId, [aboutId, other], ['invitation']);
  expect([...found].map(([about, mail]) => [about, mail.id])).toEqual([[aboutId, latest.mailId]]);
});

test('finds the mails of links, of this practice only', async () => {
  const linkId = newId();
  const ref = await house.queue({ linkId });
  expect((await house.mails.byLinkIds(house.practiceId, [linkId, newId()])).get(linkId)?.id).toBe(ref.mailId);
  expect(await house.mails.byLinkIds(newId(), [linkId])).toEqual(new Map());
});

test('an address counts as bounced until a later mail arrives', async () => {
  const to = 'sam@client.example';
  await become(await house.queue({ to }), 'bounced');
  expect([...(await house.mails.bouncedAmong(house.practiceId, [to, 'jamie@client.example'])).keys()]).toEqual([to]);
  await become(await house.queue({ to }), 'sent');
  expect((await house.mails.bouncedAmong(house.practiceId, [to])).size).toBe(1);
  await house.pass(10);
  await become(await house.queue({ to }), 'delivered');
  expect((await house.mails.bouncedAmong(house.practiceId, [to])).size).toBe(0);
});

test('an address that a mail server of the practice’s own refused counts as bounced until it takes a later mail', async () => {
  const to = 'sam@client.example';
  const settle = async (state: 'bounced' | 'sent') => {
    await house.queue({ to });
    const [mail] = await house.claim();
    if (!mail) throw new Error('nothing was claimed');
    const done = { mail, state, reason: '552 mailbox full', providerId: null, pauseSeconds: 0, tried: true };
    await house.mailQueue.settle(house.practiceId, 'smtp', [done]);
  };
  await settle('bounced');
  expect((await house.mails.bouncedAmong(house.practiceId, [to])).size).toBe(1);
  await settle('sent');
  expect((await house.mails.bouncedAmong(house.practiceId, [to])).size).toBe(0);
});

test('old mails go, except those that wait and those that mark an address as bounced', async () => {
  const old = [
    await house.queue(),
    await house.queue({ to: 'waits@client.example' }),
    await house.queue({ to: 'sam@client.example' }),
  ] as const;
  await become(old[0], 'delivered');
  await become(old[2], 'bounced');
  await house.pass(31 * 86_400);
  const fresh = await house.queue();
  await become(fresh, 'delivered');
  expect(await house.mails.purge(house.practiceId, 30)).toBe(1);
  expect(await Promise.all([...old, fresh].map((ref) => house.stateOf(ref)))).toEqual([
    undefined,
    'queued',
    'bounced',
    'delivered',
  ]);
});
