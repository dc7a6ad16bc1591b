import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { Poller } from '../db/poller.ts';
import { mailQueues } from './mail.poller.ts';
import type { MailRef } from './mail.ts';
import { resendTransport } from './resend.transport.ts';
import { LocalResend, type Behavior } from './test-support/local-resend.ts';
import { MailTestHarness, TestTransport } from './test-support/mail-test-harness.ts';

let harness: MailTestHarness;
let resend: LocalResend;
let dependencies: ReturnType<MailTestHarness['dependencies']>;

beforeAll(async () => {
  harness = await MailTestHarness.open();
});
afterAll(() => harness.close());
beforeEach(async () => {
  await harness.clear();
  resend = await LocalResend.start();
  dependencies = harness.dependencies(
    await resendTransport({ apiKey: 're_test', baseUrl: resend.url, timeoutMs: 250 }),
  );
});
afterEach(() => resend.stop());

const queueFor = (name: string): Promise<MailRef> => harness.queue({ to: `${name}@client.example` });
const mailedTo = () => resend.mails.map(({ mail }) => mail.to[0]);

/** Lets time pass in small steps, delivering what comes due. */
async function live(seconds: number, step = 10): Promise<void> {
  for (let passed = 0; passed < seconds; passed += step) {
    await harness.advance(step);
    await harness.deliverDue(dependencies);
  }
}

test('after an hour of outage the backlog leaves within two minutes, in order, and expired links stay behind', async () => {
  resend.behavior = { status: 500, name: 'internal_server_error' };
  const [first] = [await queueFor('first'), await queueFor('second'), await queueFor('third')];
  await harness.deliverDue(dependencies);
  await live(3600, 60);
  expect(resend.mails).toEqual([]);
  // One mail now and then asks whether the service is back; the others do not even try.
  expect(resend.requests.length).toBeLessThan(75);

  await queueFor('fourth');
  if (first) await harness.endLink(first);
  resend.behavior = 'ok';
  await live(120);
  expect(mailedTo()).toEqual(['second@client.example', 'third@client.example', 'fourth@client.example']);
  expect(first && (await harness.stateOf(first))).toBe('not-sent');
});

test.each<[string, Behavior]>([
  ['is silent beyond the time-out', 'silent'],
  ['breaks connections', 'reset'],
  ['fails', { status: 500, name: 'internal_server_error' }],
  ['speaks HTML', { html: 502 }],
  ['takes the mail and never says so', 'lost'],
  ['asks to wait', { status: 429, name: 'rate_limit_exceeded', headers: { 'retry-after': '30' } }],
])(
  'when the service %s for a while, the mail arrives afterwards, once, with the words of the first try',
  async (_what, behavior) => {
    const ref = await queueFor('jamie');
    resend.behavior = behavior;
    await harness.deliverDue(dependencies);
    await live(60);
    expect(await harness.stateOf(ref)).toBe('queued');
    resend.behavior = 'ok';
    await live(120);
    expect(await harness.stateOf(ref)).toBe('sent');
    expect(resend.mails).toHaveLength(1);
    expect(new Set(resend.requests.map(({ body }) => body)).size).toBe(1);
    expect(new Set(resend.requests.map(({ key }) => key))).toEqual(new Set([ref.mailId]));
  },
);

test('no mail is asked of the service before the time that it asked for is over', async () => {
  resend.behavior = { status: 429, name: 'rate_limit_exceeded', headers: { 'retry-after': '45' } };
  await queueFor('jamie');
  await queueFor('sam');
  await harness.deliverDue(dependencies);
  const asked = resend.requests.length;
  await queueFor('alex');
  await live(40);
  expect(resend.requests).toHaveLength(asked);
});

test('queueing a mail asks nothing of the mail service, so that whoever asked for it never waits for one', async () => {
  resend.behavior = 'silent';
  await queueFor('jamie');
  expect(resend.requests).toEqual([]);
});

test.each([
  ['any number', null],
  ['so many in a second', 50],
])(
  'the poller delivers by itself to a service that takes %s, and a slow mail holds up no other',
  async (_, perSecond) => {
    const transport = new TestTransport();
    Object.assign(transport, { perSecond, atOnce: 4 });
    let letGo = (): void => {};
    const slow = new Promise<void>((resolve) => (letGo = resolve));
    transport.answer = async (message) => {
      if (message.to === 'slow@client.example') await slow;
      return { outcome: 'sent', providerId: null, delivered: false };
    };
    const slowRef = await queueFor('slow');
    const poller = new Poller(mailQueues(harness.dependencies(transport)), harness.logger);
    await vi.waitFor(() => expect(transport.sent).toHaveLength(1), 10_000);
    const quick = await queueFor('quick');
    await vi.waitFor(async () => expect(await harness.stateOf(quick)).toBe('sent'), 10_000);
    expect(await harness.stateOf(slowRef)).toBe('queued');
    letGo();
    await vi.waitFor(async () => expect(await harness.stateOf(slowRef)).toBe('sent'), 10_000);
    await poller.stop(1000);
  },
);
