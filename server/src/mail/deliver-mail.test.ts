import { executeSql } from '../../test/execute-sql.ts';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { newId } from '../lib/ids.ts';
import { deliveryPolicy } from './delivery-policy.ts';
import type { SendOutcome } from './mail-transport.ts';
import { interruptedReason } from './mail.ts';
import { facts, MailTestHarness, TestTransport } from './test-support/mail-test-harness.ts';

let harness: MailTestHarness;
let transport: TestTransport;

const down: SendOutcome = { outcome: 'try-later', holds: 'service', reason: 'down' };

beforeAll(async () => {
  harness = await MailTestHarness.open();
});
afterAll(() => harness.close());
beforeEach(async () => {
  await harness.clear();
  transport = new TestTransport();
});

test('hands a queued mail over and says so', async () => {
  const ref = await harness.queue();
  await harness.deliverDue(harness.dependencies(transport));
  expect(await harness.stateOf(ref)).toBe('sent');
  expect(transport.sent.map(({ message }) => message)).toMatchObject([
    {
      to: 'jamie@client.example',
      from: { name: 'Harbor', address: 'portal@porchlight.example' },
      subject: 'Your sign-in link, Nov 3, 2:14:00 PM',
    },
  ]);
});

test('a copy of the database holds no link: the mail does not', async () => {
  const linkId = newId();
  await harness.queue({ linkId });
  transport.answer = () => down;
  await harness.deliverDue(harness.dependencies(transport));
  expect(transport.sent[0]?.message.text).toContain(`token-of-${linkId}`);
  const rows = await executeSql(
    harness.database,
    `SELECT (SELECT json_agg(m)::text FROM mail m) || (SELECT json_agg(l)::text FROM sign_in_link l) AS everything`,
  );
  expect(rows[0]?.['everything']).not.toContain('token-of');
  expect(rows[0]?.['everything']).not.toContain('/link#');
});

test('does not send a link that expired or was replaced while it waited', async () => {
  const ref = await harness.queue();
  await harness.endLink(ref);
  await harness.deliverDue(harness.dependencies(transport));
  expect(transport.sent).toEqual([]);
  expect(await harness.stateOf(ref)).toBe('not-sent');
});

test('after a failure the mail waits, and later arrives in the same words', async () => {
  const dependencies = harness.dependencies(transport);
  const ref = await harness.queue();
  transport.answer = () => down;
  await harness.deliverDue(dependencies);
  expect(await harness.mails.find(ref)).toMatchObject({ state: 'queued', reason: 'down', attempts: 1 });
  await harness.deliverDue(dependencies);
  expect(transport.sent).toHaveLength(1);

  transport.answer = new TestTransport().answer;
  await harness.advance(3);
  await harness.deliverDue(dependencies);
  expect(await harness.stateOf(ref)).toBe('sent');
  expect((await harness.mails.find(ref))?.reason).toBeNull();
  const [first, second] = transport.sent;
  expect(second?.key).toBe(first?.key);
  expect(second?.message).toEqual(first?.message);
});

test('waits as long as the mail service asks, with every mail', async () => {
  const dependencies = harness.dependencies(transport);
  const one = await harness.queue();
  transport.answer = () => ({ ...down, retryAfterSeconds: 40 });
  await harness.deliverDue(dependencies);
  const two = await harness.queue({ to: 'sam@client.example' });
  await harness.advance(39);
  await harness.deliverDue(dependencies);
  expect(transport.sent).toHaveLength(1);
  expect((await harness.mails.find(two))?.attempts).toBe(0);

  transport.answer = new TestTransport().answer;
  await harness.advance(2);
  await harness.deliverDue(dependencies);
  expect(await Promise.all([one, two].map((ref) => harness.stateOf(ref)))).toEqual(['sent', 'sent']);
});

test('mails that were claimed while the service went down are given back untried', async () => {
  const dependencies = harness.dependencies(transport);
  transport.perSecond = 2;
  transport.atOnce = 4;
  const refs = [await harness.queue(), await harness.queue({ to: 'sam@client.example' })];
  transport.answer = () => down;
  dependencies.breaker.waitForRate = () => new Promise(setImmediate);
  await harness.deliverDue(dependencies);
  const attempts = await Promise.all(refs.map(async (ref) => (await harness.mails.find(ref))?.attempts));
  expect(attempts.reduce((sum = 0, count = 0) => sum + count)).toBe(transport.sent.length);
});

test.each([
  ['bounced', '550 5.1.1 jamie@client.example unknown'],
  ['failed', '422 validation_error'],
] as const)('a refusal for good ends as %s', async (as, reason) => {
  const ref = await harness.queue();
  transport.answer = () => ({ outcome: 'refused', as, reason });
  await harness.deliverDue(harness.dependencies(transport));
  const mail = await harness.mails.find(ref);
  expect(mail).toMatchObject({ state: as });
  expect(mail?.reason).not.toContain('jamie');
});

test('a mail service that does not answer is left after its time', async () => {
  const ref = await harness.queue();
  transport.timeoutMs = 20;
  transport.answer = () => new Promise<never>(() => {});
  await harness.deliverDue(harness.dependencies(transport));
  expect(await harness.mails.find(ref)).toMatchObject({
    state: 'queued',
    reason: 'the mail service did not answer in time',
  });
});

test('an error of our own leaves no mail stuck', async () => {
  const ref = await harness.queue();
  const linkFor = () => {
    throw new Error('no key');
  };
  await harness.deliverDue(harness.dependencies(transport, { linkFor }));
  expect(await harness.mails.find(ref)).toMatchObject({ state: 'queued', reason: 'an error of our own' });
  await harness.advance(3);
  await harness.deliverDue(harness.dependencies(transport));
  expect(await harness.stateOf(ref)).toBe('sent');
});

test('gives up after a day, where staff can see it', async () => {
  const ref = await harness.queue({ kind: 'address-changed', linkId: null });
  transport.answer = () => down;
  await harness.advance(deliveryPolicy.giveUpSeconds + 1);
  await harness.deliverDue(harness.dependencies(transport));
  expect(await harness.stateOf(ref)).toBe('failed');
});

test('goes only to an address as the product stores them', async () => {
  const ref = await harness.queue({ to: 'jamie@client.example, mallory@evil.example' });
  await harness.deliverDue(harness.dependencies(transport));
  expect(transport.sent).toEqual([]);
  expect(await harness.stateOf(ref)).toBe('failed');
});

test('while one mail to an address is being handed over, the next one waits its turn', async () => {
  const older = await harness.queue();
  const newer = await harness.queue();
  const dependencies = harness.dependencies(transport);
  const order: string[] = [];
  transport.answer = async (_message, key) => {
    order.push(key);
    if (key === older.mailId) await harness.deliverDue(harness.dependencies(transport));
    return { outcome: 'sent', providerId: null, delivered: false };
  };
  await harness.deliverDue(dependencies);
  expect(order).toEqual([older.mailId, newer.mailId]);
});

test('a mail that waits for its next try keeps newer ones to the address waiting, as long as its link works', async () => {
  const dependencies = harness.dependencies(transport);
  const older = await harness.queue();
  transport.answer = () => ({ outcome: 'try-later', holds: 'mail', reason: 'greylisted' });
  await harness.deliverDue(dependencies);
  const newer = await harness.queue();
  await harness.deliverDue(dependencies);
  expect(await harness.mails.find(newer)).toMatchObject({ state: 'queued', attempts: 0 });

  await harness.endLink(older);
  transport.answer = new TestTransport().answer;
  await harness.deliverDue(dependencies);
  expect(await Promise.all([older, newer].map((ref) => harness.stateOf(ref)))).toEqual(['not-sent', 'sent']);
});

test('mails that wait behind another one to their address take no turn from others', async () => {
  const dependencies = harness.dependencies(transport);
  const older = await harness.queue({ kind: 'address-changed', linkId: null });
  transport.answer = () => ({ outcome: 'try-later', holds: 'mail', reason: 'greylisted' });
  await harness.deliverDue(dependencies);
  const behind = [await harness.queue(), await harness.queue(), await harness.queue()];
  const other = await harness.queue({ to: 'sam@client.example' });
  transport.answer = new TestTransport().answer;
  transport.atOnce = 2;
  await harness.deliverDue(dependencies);
  expect(await harness.stateOf(other)).toBe('sent');
  expect(await Promise.all([older, ...behind].map((ref) => harness.stateOf(ref)))).toEqual(Array(4).fill('queued'));
});

test('of many links for one address only the live one is handed over', async () => {
  const refs = [];
  for (let index = 0; index < 20; index += 1) refs.push(await harness.queue());
  const live = refs.at(-1);
  for (const ref of refs.slice(0, -1)) await harness.endLink(ref);
  await harness.deliverDue(harness.dependencies(transport));
  expect(transport.sent.map(({ key }) => key)).toEqual([live?.mailId]);
  const states = await Promise.all(refs.map((ref) => harness.stateOf(ref)));
  expect(states.filter((state) => state === 'not-sent')).toHaveLength(19);
});

test('someone who waits for a link is not kept waiting by a practice that invites everybody', async () => {
  for (let index = 0; index < 30; index += 1)
    await harness.queue({ kind: 'invitation', to: `client${index}@client.example` });
  const link = await harness.queue();
  await harness.deliverDue(harness.dependencies(transport));
  expect(transport.sent).toHaveLength(31);
  expect(transport.sent[0]?.key).toBe(link.mailId);
});

test('an invitation goes before a later mail to the same address', async () => {
  const invitation = await harness.queue({ kind: 'invitation' });
  const link = await harness.queue({ kind: 'address-changed', linkId: null });
  await harness.deliverDue(harness.dependencies(transport));
  expect(transport.sent.map(({ key }) => key)).toEqual([invitation.mailId, link.mailId]);
});

test('mails of a practice leave in the order in which they were asked for', async () => {
  const refs = [];
  for (let index = 0; index < 30; index += 1) refs.push(await harness.queue({ to: `client${index}@client.example` }));
  await harness.deliverDue(harness.dependencies(transport));
  expect(transport.sent.map(({ key }) => key)).toEqual(refs.map(({ mailId }) => mailId));
});

test('a server that dies between its claim and the hand-over delays the mail by less than a minute, and duplicates nothing', async () => {
  const ref = await harness.queue();
  expect(await harness.claim()).toHaveLength(1);
  const dependencies = harness.dependencies(transport);
  await harness.deliverDue(dependencies);
  expect(transport.sent).toEqual([]);

  await harness.advance(deliveryPolicy.leaseSeconds + 1);
  expect(deliveryPolicy.leaseSeconds).toBeLessThan(55);
  await harness.deliverDue(dependencies);
  expect(await harness.stateOf(ref)).toBe('sent');
  expect(transport.sent.map(({ key }) => key)).toEqual([ref.mailId]);
});

test('a server that comes back late does not undo what another one did meanwhile', async () => {
  const ref = await harness.queue();
  const [late] = await harness.claim();
  if (!late) throw new Error('nothing was claimed');
  await harness.advance(deliveryPolicy.leaseSeconds + 1);
  await harness.deliverDue(harness.dependencies(transport));
  const settled = { mail: late, reason: 'late', providerId: null, pauseSeconds: 1, tried: true };
  for (const state of ['queued', 'failed'] as const) {
    expect(await harness.mailQueue.settle(harness.practiceId, 'test', [{ ...settled, state }])).toEqual(new Map());
  }
  expect(await harness.stateOf(ref)).toBe('sent');
});

test('a mail whose server died while sending it counts as delivered when its link was used', async () => {
  const ref = await harness.queue();
  await harness.claim();
  await harness.endLink(ref, 'redeemed');
  await harness.advance(deliveryPolicy.leaseSeconds + 1);
  await harness.deliverDue(harness.dependencies(transport));
  expect(transport.sent).toEqual([]);
  expect(await harness.stateOf(ref)).toBe('delivered');
});

test('whether such a mail was sent is left open when its link was replaced meanwhile', async () => {
  const ref = await harness.queue();
  await harness.claim();
  await harness.endLink(ref);
  await harness.advance(deliveryPolicy.leaseSeconds + 1);
  await harness.deliverDue(harness.dependencies(transport));
  expect(await harness.mails.find(ref)).toMatchObject({ state: 'not-sent', reason: interruptedReason });
});

test('a delivery event that comes before the answer to the hand-over stays', async () => {
  const ref = await harness.queue();
  transport.answer = async () => {
    const mail = await harness.mails.find(ref);
    if (mail) await harness.mails.changeState(mail, { state: 'delivered', at: new Date(), reason: null });
    return { outcome: 'sent', providerId: 'early', delivered: false };
  };
  await harness.deliverDue(harness.dependencies(transport));
  expect(await harness.stateOf(ref)).toBe('delivered');
  expect(await harness.mails.findByProviderId('early')).toMatchObject({ id: ref.mailId });
});

test('shows the practice only by the name that it chose for mails', async () => {
  await harness.queue({ facts: { ...facts, practiceName: 'Harbor Addiction Clinic' } });
  await harness.deliverDue(harness.dependencies(transport));
  expect(JSON.stringify(transport.sent)).not.toContain('Addiction');
});

test('one address that the mail service always fails at stops nobody else', async () => {
  const dependencies = harness.dependencies(transport);
  const broken = await harness.queue({ to: 'broken@client.example' });
  transport.answer = ({ to }) =>
    to === 'broken@client.example' ? down : { outcome: 'sent', providerId: null, delivered: false };
  let tries = 0;
  for (let minute = 0; minute < 60; minute += 1) {
    const other = await harness.queue({ to: `client${minute}@client.example` });
    for (let step = 0; step < 6; step += 1) {
      await harness.deliverDue(dependencies);
      await harness.advance(10);
    }
    expect(await harness.stateOf(other)).toBe('sent');
    tries = (await harness.mails.find(broken))?.attempts ?? 0;
  }
  expect(await harness.stateOf(broken)).toBe('queued');
  // Four tries, and then one in fifteen minutes.
  expect(tries).toBeLessThan(20);
});

test('a mail claims and settles together with others', async () => {
  for (let index = 0; index < 12; index += 1) await harness.queue({ to: `client${index}@client.example` });
  const claim = vi.spyOn(harness.mailQueue, 'claim');
  const settle = vi.spyOn(harness.mailQueue, 'settle');
  await harness.deliverDue(harness.dependencies(transport));
  const statements = claim.mock.calls.length + settle.mock.calls.length;
  expect(transport.sent).toHaveLength(12);
  expect(statements).toBeLessThan(12);
});
