import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '../lib/ids.ts';
import { deliverMail } from './deliver-mail.ts';
import { deliveryPolicy } from './delivery-policy.ts';
import type { SendOutcome } from './mail-transport.ts';
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
  await deliverMail(house.dependencies(transport), ref);
  expect(await house.stateOf(ref)).toBe('sent');
  expect(transport.taken.map(({ message }) => message)).toMatchObject([
    {
      to: 'jamie@client.example',
      from: { name: 'Harbor', address: 'portal@porchlight.example' },
      subject: 'Your sign-in link, Nov 3, 2:14:00 PM',
    },
  ]);
  expect(house.states).toEqual([{ id: ref.mailId, state: 'sent' }]);
});

test('a copy of the database holds no link: neither the mail nor its job does', async () => {
  const linkId = newId();
  const ref = await house.queue({ linkId });
  transport.answer = () => down;
  await deliverMail(house.dependencies(transport), ref);
  expect(transport.taken[0]?.message.text).toContain(`token-of-${linkId}`);
  const { rows } = await house.database.executeSql(
    `SELECT (SELECT json_agg(m)::text FROM mail m) || (SELECT json_agg(j)::text FROM pgboss.job j) AS everything`,
  );
  expect(rows[0]?.['everything']).not.toContain('token-of');
  expect(rows[0]?.['everything']).not.toContain('/link#');
});

test('does not send a link that expired or was replaced while it waited', async () => {
  const ref = await house.queue();
  house.unwanted.add(ref.mailId);
  await deliverMail(house.dependencies(transport), ref);
  expect(transport.taken).toEqual([]);
  expect(await house.stateOf(ref)).toBe('not-sent');
  expect(house.states).toEqual([{ id: ref.mailId, state: 'not-sent' }]);
});

test('asks whether the mail is still wanted only once it has it in hand', async () => {
  const ref = await house.queue();
  const seen: unknown[] = [];
  const isStillWanted = async () => Boolean(seen.push(await house.stateOf(ref)));
  await deliverMail(house.dependencies(transport, { isStillWanted }), ref);
  expect(seen).toEqual(['sending']);
});

test('after a failure the mail goes back together with its next job, and later arrives in the same words', async () => {
  const dependencies = house.dependencies(transport);
  const ref = await house.queue();
  transport.answer = () => down;
  await house.workDueJobs(dependencies);
  expect(await house.stateOf(ref)).toBe('queued');
  expect((await house.mails.find(ref))?.reason).toBe('down');
  const [job] = await house.jobsOf(ref);
  expect(job?.priority).toBe(10);
  expect(job?.wait).toBeGreaterThan(1);
  expect(await house.workDueJobs(dependencies)).toBe(0);

  transport.answer = new TestTransport().answer;
  await house.pass(3);
  await house.workDueJobs(dependencies);
  expect(await house.stateOf(ref)).toBe('sent');
  expect((await house.mails.find(ref))?.reason).toBeNull();
  const [first, second] = transport.taken;
  expect(second?.key).toBe(first?.key);
  expect(second?.message).toEqual(first?.message);
});

test('waits as long as the mail service asks, with every mail', async () => {
  const dependencies = house.dependencies(transport);
  const [one, two] = [await house.queue(), await house.queue({ to: 'sam@client.example' })];
  transport.answer = () => ({ ...down, retryAfterSeconds: 40 });
  await house.workDueJobs(dependencies);
  expect(transport.taken).toHaveLength(1);
  await house.pass(39);
  await house.workDueJobs(dependencies);
  expect(transport.taken).toHaveLength(1);
  expect((await house.mails.find(two))?.attempts).toBe(0);

  transport.answer = new TestTransport().answer;
  await house.pass(2);
  await house.workDueJobs(dependencies);
  expect(await Promise.all([one, two].map((ref) => house.stateOf(ref)))).toEqual(['sent', 'sent']);
});

test.each([
  ['bounced', '550 5.1.1 jamie@client.example unknown'],
  ['failed', '422 validation_error'],
] as const)('a refusal for good ends as %s', async (as, reason) => {
  const ref = await house.queue();
  transport.answer = () => ({ outcome: 'refused', as, reason });
  await deliverMail(house.dependencies(transport), ref);
  const mail = await house.mails.find(ref);
  expect(mail).toMatchObject({ state: as });
  expect(mail?.reason).not.toContain('jamie');
  expect(house.states).toEqual([{ id: ref.mailId, state: as }]);
});

test('a mail service that does not answer is left after its time', async () => {
  const ref = await house.queue();
  transport.timeoutMs = 20;
  transport.answer = () => new Promise<never>(() => {});
  await deliverMail(house.dependencies(transport), ref);
  expect(await house.stateOf(ref)).toBe('queued');
  expect(await house.jobsOf(ref)).toHaveLength(2);
});

test('an error of our own leaves no mail stuck', async () => {
  const ref = await house.queue();
  const isStillWanted = async () => {
    throw new Error('the database went away');
  };
  await deliverMail(house.dependencies(transport, { isStillWanted }), ref);
  expect(await house.stateOf(ref)).toBe('queued');
  expect(await house.jobsOf(ref)).toHaveLength(2);
});

test('a listener that fails changes nothing about the mail', async () => {
  const ref = await house.queue();
  const onStateChange = async () => {
    throw new Error('no');
  };
  await deliverMail(house.dependencies(transport, { onStateChange }), ref);
  expect(await house.stateOf(ref)).toBe('sent');
});

test('gives up after a day, where staff can see it', async () => {
  const ref = await house.queue({ kind: 'address-changed', linkId: null });
  transport.answer = () => down;
  await house.pass(deliveryPolicy.giveUpSeconds + 1);
  await deliverMail(house.dependencies(transport), ref);
  expect(await house.stateOf(ref)).toBe('failed');
});

test('goes only to an address as the product stores them', async () => {
  const ref = await house.queue({ to: 'jamie@client.example, mallory@evil.example' });
  await deliverMail(house.dependencies(transport), ref);
  expect(transport.taken).toEqual([]);
  expect(await house.stateOf(ref)).toBe('failed');
});

test('while one mail to an address is being handed over, the next one waits its turn', async () => {
  const older = await house.queue();
  const newer = await house.queue();
  const dependencies = house.dependencies(transport);
  const order: string[] = [];
  const meanwhile: unknown[] = [];
  transport.answer = async (_message, key) => {
    order.push(key);
    if (key === older.mailId) await deliverMail(dependencies, newer);
    meanwhile.push(await house.stateOf(newer));
    return { outcome: 'sent', providerId: null, delivered: false };
  };
  await deliverMail(dependencies, newer);
  expect(order).toEqual([older.mailId]);
  await house.pass(2);
  await house.workDueJobs(dependencies);
  expect(order).toEqual([older.mailId, newer.mailId]);
  expect(meanwhile).toEqual(['queued', 'sending']);
});

test('of many links for one address only the live one is handed over, whatever the race', async () => {
  const refs = [];
  for (let index = 0; index < 20; index += 1) refs.push(await house.queue());
  const live = refs.at(-1);
  for (const ref of refs.slice(0, -1)) house.unwanted.add(ref.mailId);
  const dependencies = house.dependencies(transport);
  await Promise.all(refs.map((ref) => deliverMail(dependencies, ref)));
  while (house.states.length < refs.length) {
    await house.pass(2);
    await house.workDueJobs(dependencies);
  }
  expect(transport.taken.map(({ key }) => key)).toEqual([live?.mailId]);
  expect(house.states.filter(({ state }) => state === 'not-sent')).toHaveLength(19);
});

test('someone who waits for a link is not kept waiting by a practice that invites everybody', async () => {
  for (let index = 0; index < 30; index += 1)
    await house.queue({ kind: 'invitation', to: `client${index}@client.example` });
  const link = await house.queue();
  await deliverMail(house.dependencies(transport), link);
  expect(transport.taken.map(({ key }) => key)).toEqual([link.mailId]);
});

test('mails of a practice leave in the order in which they were asked for, whichever job comes first', async () => {
  const refs = [];
  for (let index = 0; index < 5; index += 1) refs.push(await house.queue({ to: `client${index}@client.example` }));
  const dependencies = house.dependencies(transport);
  for (const ref of refs.toReversed()) await deliverMail(dependencies, ref);
  expect(transport.taken.map(({ key }) => key)).toEqual(refs.map(({ mailId }) => mailId));
});

test('a server that dies before or after handing over delays the mail, and duplicates nothing', async () => {
  const ref = await house.queue();
  expect(await house.mails.claim(ref, deliveryPolicy.leaseSeconds)).toBeDefined();
  const dependencies = house.dependencies(transport);
  await deliverMail(dependencies, ref);
  expect(transport.taken).toEqual([]);

  await house.pass(deliveryPolicy.leaseSeconds + 6);
  expect(await house.mails.wakeStranded({ sendingSeconds: 5, queuedSeconds: 300 })).toBe(1);
  await house.workDueJobs(dependencies);
  expect(await house.stateOf(ref)).toBe('sent');
  expect(transport.taken.map(({ key }) => key)).toEqual([ref.mailId]);
});

test('the retried job of a server that died finds its mail again without help', async () => {
  const ref = await house.queue();
  await house.mails.claim(ref, deliveryPolicy.leaseSeconds);
  await house.pass(deliveryPolicy.leaseSeconds + 1);
  await deliverMail(house.dependencies(transport), ref);
  expect(await house.stateOf(ref)).toBe('sent');
});

test('a server that comes back late does not undo what another one did meanwhile', async () => {
  const ref = await house.queue();
  const late = await house.mails.claim(ref, deliveryPolicy.leaseSeconds);
  await house.pass(deliveryPolicy.leaseSeconds + 1);
  await deliverMail(house.dependencies(transport), ref);
  if (!late) throw new Error('nothing was claimed');
  await house.mails.putBack(late, 1, 'late');
  expect(await house.mails.markEnded(late, { state: 'failed', provider: 'test', reason: null })).toBe(false);
  expect(await house.stateOf(ref)).toBe('sent');
});

test('a mail whose job was lost gets another one', async () => {
  const ref = await house.queue();
  await house.database.executeSql('DELETE FROM pgboss.job');
  expect(await house.mails.wakeStranded({ sendingSeconds: 5, queuedSeconds: 300 })).toBe(0);
  await house.pass(301);
  expect(await house.mails.wakeStranded({ sendingSeconds: 5, queuedSeconds: 300 })).toBe(1);
  expect(await house.jobsOf(ref)).toHaveLength(1);
});

test('a delivery event that comes before the answer to the hand-over stays', async () => {
  const ref = await house.queue();
  transport.answer = async () => {
    const mail = await house.mails.find(ref);
    if (mail) await house.mails.changeState(mail, { state: 'delivered', at: new Date(), reason: null });
    return { outcome: 'sent', providerId: 'early', delivered: false };
  };
  await deliverMail(house.dependencies(transport), ref);
  expect(await house.stateOf(ref)).toBe('delivered');
  expect(await house.mails.findByProviderId('early')).toMatchObject({ id: ref.mailId });
});

test('shows the practice only by the name that it chose for mails', async () => {
  const ref = await house.queue({ facts: { ...facts, practiceName: 'Harbor Addiction Clinic' } });
  await deliverMail(house.dependencies(transport), ref);
  expect(JSON.stringify(transport.taken)).not.toContain('Addiction');
});
