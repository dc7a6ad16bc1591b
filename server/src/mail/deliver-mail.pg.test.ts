import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newMigratedDatabase } from '../../test/migrated-database.ts';
import type { MailRef } from './mail.ts';
import { MailTestHarness, TestTransport } from './test-support/mail-test-harness.ts';

let houses: [MailTestHarness, MailTestHarness];
let transport: TestTransport;
let servers: { house: MailTestHarness; dependencies: ReturnType<MailTestHarness['dependencies']> }[];
/** The mails that the transport has in hand, by address; and the most that it ever had at once. */
let inHand: Map<string, number>;
let mostInHand: number;

beforeAll(async () => {
  const url = await newMigratedDatabase();
  houses = [await MailTestHarness.open(url), await MailTestHarness.open(url)];
  houses[1].practiceId = houses[0].practiceId;
});
afterAll(() => Promise.all(houses.map((house) => house.close())));
beforeEach(async () => {
  await Promise.all(houses.map((house) => house.clear()));
  inHand = new Map();
  mostInHand = 0;
  transport = new TestTransport();
  transport.answer = async ({ to }) => {
    inHand.set(to, (inHand.get(to) ?? 0) + 1);
    mostInHand = Math.max(mostInHand, ...inHand.values());
    await houses[0].database.ping();
    inHand.set(to, (inHand.get(to) ?? 0) - 1);
    return { outcome: 'sent', providerId: null, delivered: false };
  };
  servers = houses.map((house) => ({ house, dependencies: house.dependencies(transport) }));
});

/** Both servers deliver what is due, at the same time, until every mail has come to its end. */
async function deliverAll(): Promise<void> {
  for (let round = 0; (await houses[0].waiting()) > 0; round += 1) {
    if (round > 100) throw new Error('some mails never came to an end');
    await Promise.all([...servers, ...servers].map(({ house, dependencies }) => house.deliverDue(dependencies)));
    await houses[0].pass(2);
  }
}

test('of 20 links asked for at once, the live one is mailed last, over two servers', async () => {
  const refs: MailRef[] = [];
  const askTenTimes = async ({ house, dependencies }: (typeof servers)[number]) => {
    for (let time = 0; time < 10; time += 1) {
      const ref = await house.queue();
      const before = refs.at(-1);
      refs.push(ref);
      if (before) await house.endLink(before);
      await house.deliverDue(dependencies);
    }
  };
  await Promise.all(servers.map(askTenTimes));
  await deliverAll();
  expect(mostInHand).toBe(1);
  expect(transport.taken.at(-1)?.key).toBe(refs.at(-1)?.mailId);
});

test('every mail is handed over exactly once, however many servers reach for it', async () => {
  const refs: MailRef[] = [];
  for (let n = 0; n < 60; n += 1) refs.push(await houses[0].queue({ to: `client${n % 15}@client.example` }));
  await deliverAll();
  expect(transport.taken).toHaveLength(refs.length);
  expect(new Set(transport.taken.map(({ key }) => key))).toEqual(new Set(refs.map(({ mailId }) => mailId)));
  expect(mostInHand).toBe(1);
});
