import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newMigratedDatabase } from '../../test/migrated-database.ts';
import type { MailRef } from './mail.ts';
import { MailTestHarness, TestTransport } from './test-support/mail-test-harness.ts';

let harnesses: [MailTestHarness, MailTestHarness];
let transport: TestTransport;
let servers: { harness: MailTestHarness; dependencies: ReturnType<MailTestHarness['dependencies']> }[];
/** The mails that the transport has in hand, by address; and the most that it ever had at once. */
let claimed: Map<string, number>;
let mostClaimed: number;

beforeAll(async () => {
  const url = await newMigratedDatabase();
  harnesses = [await MailTestHarness.open(url), await MailTestHarness.open(url)];
  harnesses[1].practiceId = harnesses[0].practiceId;
});
afterAll(() => Promise.all(harnesses.map((harness) => harness.close())));
beforeEach(async () => {
  await Promise.all(harnesses.map((harness) => harness.clear()));
  claimed = new Map();
  mostClaimed = 0;
  transport = new TestTransport();
  transport.answer = async ({ to }) => {
    claimed.set(to, (claimed.get(to) ?? 0) + 1);
    mostClaimed = Math.max(mostClaimed, ...claimed.values());
    await harnesses[0].database.ping();
    claimed.set(to, (claimed.get(to) ?? 0) - 1);
    return { outcome: 'sent', providerId: null, delivered: false };
  };
  servers = harnesses.map((harness) => ({ harness, dependencies: harness.dependencies(transport) }));
});

/** Both servers deliver what is due, at the same time, until every mail has come to its end. */
async function deliverAll(): Promise<void> {
  for (let round = 0; (await harnesses[0].waiting()) > 0; round += 1) {
    if (round > 100) throw new Error('some mails never came to an end');
    await Promise.all([...servers, ...servers].map(({ harness, dependencies }) => harness.deliverDue(dependencies)));
    await harnesses[0].advance(2);
  }
}

test('of 20 links asked for at once, the live one is mailed last, over two servers', async () => {
  const refs: MailRef[] = [];
  const askTenTimes = async ({ harness, dependencies }: (typeof servers)[number]) => {
    for (let time = 0; time < 10; time += 1) {
      const ref = await harness.queue();
      const before = refs.at(-1);
      refs.push(ref);
      if (before) await harness.endLink(before);
      await harness.deliverDue(dependencies);
    }
  };
  await Promise.all(servers.map(askTenTimes));
  await deliverAll();
  expect(mostClaimed).toBe(1);
  expect(transport.sent.at(-1)?.key).toBe(refs.at(-1)?.mailId);
});

test('every mail is handed over exactly once, however many servers reach for it', async () => {
  const refs: MailRef[] = [];
  for (let n = 0; n < 60; n += 1) refs.push(await harnesses[0].queue({ to: `client${n % 15}@client.example` }));
  await deliverAll();
  expect(transport.sent).toHaveLength(refs.length);
  expect(new Set(transport.sent.map(({ key }) => key))).toEqual(new Set(refs.map(({ mailId }) => mailId)));
  expect(mostClaimed).toBe(1);
});
