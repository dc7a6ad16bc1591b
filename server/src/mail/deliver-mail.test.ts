import { executeSql } from '../../test/execute-sql.ts';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { newId } from '../lib/ids.ts';
import { deliveryPolicy } from './delivery-policy.ts';
import type { SendOutcome } from './mail-transport.ts';
import { interruptedReason } from './mail.ts';
import { facts, MailTestHarness, TestTransport } from './test-support/mail-test-harness.ts';

let house: MailTestHarness;
let transport: TestTransport;

const down: SendOutcome = { outcome: 'try-later', holds: 'service', reason: 'down' };

beforeAll(async () => {
  house = await MailTestHarness.open();
});
afterAll(() => house.close());
beforeEach(async () => {
  await house.clear();
  transport = new TestTransport();
});

test('hands a queued mail over and says so', async () => {
  const ref = await house.queue();
  await house.deliverDue(house.dependencies(transport));
  expect(await house.stateOf(ref)).toBe('sent');
  expect(transport.taken.map(({ message }) => message)).toMatchObject([
    {
      to: 'jamie@client.example',
      from: { name: 'Harbor', address: 'portal@porchlight.example' },
      subject: 'Your sign-in link, Nov 3, 2:14:00 PM',
    },
  ]);
});

test('a copy of the database holds no link: the mail does not', async () => {
  const linkId = newId();
  await house.queue({ linkId });
  transport.answer = () => down;
  await house.deliverDue(house.dependencies(transport));
  expect(transport.taken[0]?.message.text).toContain(`token-of-${linkId}`);
  const rows = await executeSql(
    house.database,
    `SELECT (SELECT json_agg(m)::text FROM mail m) || (SELECT json_agg(l)::text FROM sign_in_link l) AS everything`,
  );
  expect(rows[0]?.['everything']).not.toContain('token-of');
  expect(rows[0]?.['everything']).not.toContain('/link#');
});

test('does not send a link that expired or was replaced while it waited', async () => {
  const ref = await house.queue();
  await house.endLink(ref);
  await house.deliverDue(house.dependencies(transport));
  expect(transport.taken).toEqual([]);
  expect(await house.stateOf(ref)).toBe('not-sent');
});

test('after a failure the mail waits, and later arrives in the same words', async () => {
  const dependencies = house.dependencies(transport);
  const ref = await house.queue();
  transport.answer = () => down;
  await house.deliverDue(dependencies);
  expect(await house.mails.find(ref)).toMatchObject({ state: 'queued', reason: 'down', attempts: 1 });
  await house.deliverDue(dependencies);
  expect(transport.taken).toHaveLength(1);

  transport.answer = new TestTransport().answer;
  await house.pass(3);
  await house.deliverDue(dependencies);
  expect(await house.stateOf(ref)).toBe('sent');
  expect((await house.mails.find(ref))?.reason).toBeNull();
  const [first, second] = transport.taken;
  expect(second?.key).toBe(first?.key);
  expect(second?.message).toEqual(first?.message);
});

test('waits as long as the mail service asks, with every mail', async () => {
  const dependencies = house.dependencies(transport);
  const one = await house.queue();
  transport.answer = () => ({ ...down, retryAfterSeconds: 40 });
  await house.deliverDue(dependencies);
  const two = await house.queue({ to: 'sam@client.example' });
  await house.pass(39);
  await house.deliverDue(dependencies);
  expect(transport.taken).toHaveLength(1);
  expect((await house.mails.find(two))?.attempts).toBe(0);

  transport.answer = new TestTransport().answer;
  await house.pass(2);
  await house.deliverDue(dependencies);
  expect(await Promise.all([one, two].map((ref) => house.stateOf(ref)))).toEqual(['sent', 'sent']);
});

test('mails that were claimed while the service went down are given back untried', async () => {
  const dependencies = house.dependencies(transport);
  transport.perSecond = 2;
  transport.atOnce = 4;
  const refs = [await house.queue(), await house.queue({ to: 'sam@client.example' })];
  transport.answer = () => down;
  dependencies.breaker.waitForRate = () => new Promise(setImmediate);
  await house.deliverDue(dependencies);
  const attempts = await Promise.all(refs.map(async (ref) => (await house.mails.find(ref))?.attempts));
  expect(attempts.reduce((sum = 0, count = 0) => sum + count)).toBe(transport.taken.length);
});

test.each([
  ['bounced', '550 5.1.1 jamie@client.example unknown'],
  ['failed', '422 validation_error'],
] as const)('a refusal for good ends as %s', async (as, reason) => {
  const ref = await house.queue();
  transport.answer = () => ({ outcome: 'refused', as, reason });
  await house.deliverDue(house.dependencies(transport));
  const mail = await house.mails.find(ref);
  expect(mail).toMatchObject({ state: as });
  expect(mail?.reason).not.toContain('jamie');
});

test('a mail service that does not answer is left after its time', async () => {
  const ref = await house.queue();
  transport.timeoutMs = 20;
  transport.answer = () => new Promise<never>(() => {});
  await house.deliverDue(house.dependencies(transport));
  expect(await house.mails.find(ref)).toMatchObject({
    state: 'queued',
    reason: 'the mail service did not answer in time',
  });
});

test('an error of our own leaves no mail stuck', async () => {
  const ref = await house.queue();
  const linkFor = () => {
    throw new Error('no key');
  };
  await house.deliverDue(house.dependencies(transport, { linkFor }));
  expect(await house.mails.find(ref)).toMatchObject({ state: 'queued', reason: 'an error of our own' });
  await house.pass(3);
  await house.deliverDue(house.dependencies(transport));
  expect(await house.stateOf(ref)).toBe('sent');
});

test('gives up after a day, where staff can see it', async () => {
  const ref = await house.queue({ kind: 'address-changed', linkId: null });
  transport.answer = () => down;
  await house.pass(deliveryPolicy.giveUpSeconds + 1);
  await house.deliverDue(house.dependencies(transport));
  expect(await house.stateOf(ref)).toBe('failed');
});

test('goes only to an address as the product stores them', async () => {
  const ref = await house.queue({ to: 'jamie@client.example, mallory@evil.example' });
  await house.deliverDue(house.dependencies(transport));
  expect(transport.taken).toEqual([]);
  expect(await house.stateOf(ref)).toBe('failed');
});

test('while one mail to an address is being handed over, the next one waits its turn', async () => {
  const older = await house.queue();
  const newer = await house.queue();
  const dependencies = house.dependencies(transport);
  const order: string[] = [];
  transport.answer = async (_message, key) => {
    order.push(key);
    if (key === older.mailId) await house.deliverDue(house.dependencies(transport));
    return { outcome: 'sent', providerId: null, delivered: false };
  };
  await house.deliverDue(dependencies);
  expect(order).toEqual([older.mailId, newer.mailId]);
});

test('a mail that waits for its next try keeps newer ones to the address waiting, as long as its link works', async () => {
  const dependencies = house.dependencies(transport);
  const older = await house.queue();
  transport.answer = () => ({ outcome: 'try-later', holds: 'mail', reason: 'greylisted' });
  await house.deliverDue(dependencies);
  const newer = await house.queue();
  await house.deliverDue(dependencies);
  expect(await house.mails.find(newer)).toMatchObject({ state: 'queued', attempts: 0 });

  await house.endLink(older);
  transport.answer = new TestTransport().answer;
  await house.deliverDue(dependencies);
  expect(await Promise.all([older, newer].map((ref) => house.stateOf(ref)))).toEqual(['not-sent', 'sent']);
});

test('mails that wait behind another one to their address take no turn from others', async () => {
  const dependencies = house.dependencies(transport);
  const older = await house.queue({ kind: 'address-changed', linkId: null });
  transport.answer = () => ({ outcome: 'try-later', holds: 'mail', reason: 'greylisted' });
  await house.deliverDue(dependencies);
  const behind = [await house.queue(), await house.queue(), await house.queue()];
  const other = await house.queue({ to: 'sam@client.example' });
  transport.answer = new TestTransport().answer;
  transport.atOnce = 2;
  await house.deliverDue(dependencies);
  expect(await house.stateOf(other)).toBe('sent');
  expect(await Promise.all([older, ...behind].map((ref) => house.stateOf(ref)))).toEqual(Array(4).fill('queued'));
});

test('of many links for one address only the live one is handed over', async () => {
  const refs = [];
  for (let index = 0; index < 20; index += 1) refs.push(await house.queue());
  const live = refs.at(-1);
  for (const ref of refs.slice(0, -1)) await house.endLink(ref);
  await house.deliverDue(house.dependencies(transport));
  expect(transport.taken.map(({ key }) => key)).toEqual([live?.mailId]);
  const states = await Promise.all(refs.map((ref) => house.stateOf(ref)));
  expect(states.filter((state) => state === 'not-sent')).toHaveLength(19);
});

test('someone who waits for a link is not kept waiting by a practice that invites everybody', async () => {
  for (let index = 0; index < 30; index += 1)
    await house.queue({ kind: 'invitation', to: `client${index}@client.example` });
  const link = await house.queue();
  await house.deliverDue(house.dependencies(transport));
  expect(transport.taken).toHaveLength(31);
  expect(transport.taken[0]?.key).toBe(link.mailId);
});

test('an invitation goes before a later mail to the same address', async () => {
  const invitation = await house.queue({ kind: 'invitation' });
  const link = await house.queue({ kind: 'address-changed', linkId: null });
  await house.deliverDue(house.dependencies(transport));
  expect(transport.taken.map(({ key }) => key)).toEqual([invitation.mailId, link.mailId]);
});

test('mails of a practice leave in the order in which they were asked for', async () => {
  const refs = [];
  for (let index = 0; index < 30; index += 1) refs.push(await house.queue({ to: `client${index}@client.example` }));
  await house.deliverDue(house.dependencies(transport));
  expect(transport.taken.map(({ key }) => key)).toEqual(refs.map(({ mailId }) => mailId));
});

test('a server that dies between its claim and the hand-over delays the mail by less than a minute, and duplicates nothing', async () => {
  const ref = await house.queue();
  expect(await house.claim()).toHaveLength(1);
  const dependencies = house.dependencies(transport);
  await house.deliverDue(dependencies);
  expect(transport.taken).toEqual([]);

  await house.pass(deliveryPolicy.leaseSeconds + 1);
  expect(deliveryPolicy.leaseSeconds).toBeLessThan(55);
  await house.deliverDue(dependencies);
  expect(await house.stateOf(ref)).toBe('sent');
  expect(transport.taken.map(({ key }) => key)).toEqual([ref.mailId]);
});

test('a server that comes back late does not undo what another one did meanwhile', async () => {
  const ref = await house.queue();
  const [late] = await house.claim();
  if (!late) throw new Error('nothing was claimed');
  await house.pass(deliveryPolicy.leaseSeconds + 1);
  await house.deliverDue(house.dependencies(transport));
  const settled = { mail: late, reason: 'late', providerId: null, pauseSeconds: 1, tried: true };
  for (const state of ['queued', 'failed'] as const) {
    expect(await house.mailQueue.settle(house.practiceId, 'test', [{ ...settled, state }])).toEqual(new Map());
  }
  expect(await house.stateOf(ref)).toBe('sent');
});

test('a mail whose server died while sending it counts as delivered when its link was used', async () => {
  const ref = await house.queue();
  await house.claim();
  await house.endLink(ref, 'redeemed');
  await house.pass(deliveryPolicy.leaseSeconds + 1);
  await house.deliverDue(house.dependencies(transport));
  expect(transport.taken).toEqual([]);
  expect(await house.stateOf(ref)).toBe('delivered');
});

test('whether such a mail was sent is left open when its link was replaced meanwhile', async () => {
  const ref = await house.queue();
  await house.claim();
  await house.endLink(ref);
  await house.pass(deliveryPolicy.leaseSeconds + 1);
  await house.deliverDue(house.dependencies(transport));
  expect(await house.mails.find(ref)).toMatchObject({ state: 'not-sent', reason: interruptedReason });
});

test('a delivery event that comes before the answer to the hand-over stays', async () => {
  const ref = await house.queue();
  transport.answer = async () => {
    const mail = await house.mails.find(ref);
    if (mail) await house.mails.changeState(mail, { state: 'delivered', at: new Date(), reason: null });
    return { outcome: 'sent', providerId: 'early', delivered: false };
  };
  await house.deliverDue(house.dependencies(transport));
  expect(await house.stateOf(ref)).toBe('delivered');
  expect(await house.mails.findByProviderId('early')).toMatchObject({ id: ref.mailId });
});

test('shows the practice only by the name that it chose for mails', async () => {
  await house.queue({ facts: { ...facts, practiceName: 'Harbor Addiction Clinic' } });
  await house.deliverDue(house.dependencies(transport));
  expect(JSON.stringify(transport.taken)).not.toContain('Addiction');
});

test('one address that the mail service always fails at stops nobody else', async () => {
  const dependencies = house.dependencies(transport);
  const broken = await house.queue({ to: 'broken@client.example' });
  transport.answer = ({ to }) =>
    to === 'broken@client.example' ? down : { outcome: 'sent', providerId: null, delivered: false };
  let tries = 0;
  for (let minute = 0; minute < 60; minute += 1) {
    const other = await house.queue({ to: `client${minute}@client.example` });
    for (let step = 0; step < 6; step += 1) {
      await house.deliverDue(dependencies);
      await house.pass(10);
    }
    expect(await house.stateOf(other)).toBe('sent');
    tries = (await house.mails.find(broken))?.attempts ?? 0;
  }
  expect(await house.stateOf(broken)).toBe('queued');
  // Four tries, and then one in fifteen minutes.
  expect(tries).toBeLessThan(20);
});

test('a mail claims and settles together with others', async () => {
  for (let index = 0; index < 12; index += 1) await house.queue({ to: `client${index}@client.example` });
  const claim = vi.spyOn(house.mailQueue, 'claim');
  const settle = vi.spyOn(house.mailQueue, 'settle');
  await house.deliverDue(house.dependencies(transport));
  const statements = claim.mock.calls.length + settle.mock.calls.length;
  expect(transport.taken).toHaveLength(12);
  expect(statements).toBeLessThan(12);
});
