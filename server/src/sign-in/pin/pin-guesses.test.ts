import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { wrongPin, pinFor } from '../../../test/credentials.ts';
import {
  addClient,
  openPractice,
  sharedProduct,
  signInAsStaff,
  type TestPractice,
  type TestProduct,
} from '../../../test/product.ts';
import { activityOf } from '../../../test/time.ts';
import { PinGuesses } from './pin-guesses.ts';

describe('a network that types PINs for many addresses', () => {
  let product: TestProduct;

  beforeAll(async () => {
    product = await sharedProduct({ TRUSTED_PROXIES: '127.0.0.1' });
  });

  const from = (network: string) => product.apiClient({ 'x-forwarded-for': network });
  const guess = (practice: TestPractice, network: string, n: number) =>
    from(network).redeemPin(practice.slug, `guessed-${n}@client.example`, '123456');
  const alarms = async ({ practiceId }: TestPractice) =>
    (await activityOf(product, practiceId)).filter(({ kind }) => kind === 'pin.guessing');

  async function guessForMany(practice: TestPractice, network: string): Promise<void> {
    for (let n = 0; n < 21; n += 1) {
      expect((await guess(practice, network, n)).data.redeemPin.__typename).toBe('PinRefused');
    }
  }

  test('is slowed down, once the practice and the log are told', async () => {
    const practice = await openPractice(product);
    await guessForMany(practice, '203.0.113.1');
    const slowed = await guess(practice, '203.0.113.1', 21);
    expect(slowed.code).toBe('TOO_MANY_REQUESTS');
    expect(slowed.extensions['retryAfterSeconds']).toBeGreaterThan(0);
    expect(slowed.extensions['retryAfterSeconds']).toBeLessThanOrEqual(30);
    expect((await guess(practice, '203.0.113.1', 3)).code).toBe('TOO_MANY_REQUESTS');

    expect(await alarms(practice)).toMatchObject([{ result: 'slowed', details: { addresses: 20 } }]);
    const warnings = product.log.filter((line) => line.includes('PINs for many addresses'));
    expect(warnings).toHaveLength(1);
    expect(JSON.parse(warnings[0] ?? '')).toMatchObject({
      level: 'warn',
      practice: practice.practiceId,
      network: '203.0.113.1',
    });
    const owner = await signInAsStaff(product, practice.ownerEmail);
    const query =
      '{ practiceActivity(filter: { topic: PINS }, first: 50) { edges { node { kind summary nextStep } } } }';
    const lines = (await owner.execute(query)).data.practiceActivity.edges as {
      node: { kind: string; summary: string };
    }[];
    expect(lines.find(({ node }) => node.kind === 'pin.guessing')?.node).toMatchObject({
      summary: expect.stringContaining('more than 20 addresses from one network') as string,
      nextStep: expect.stringContaining('Someone may be guessing') as string,
    });
  });

  test('harms no other network, no other practice, and no link', async () => {
    const practice = await openPractice(product);
    const other = await openPractice(product);
    await guessForMany(practice, '203.0.113.2');
    expect((await guess(practice, '203.0.113.2', 21)).code).toBe('TOO_MANY_REQUESTS');

    for (const [at, network] of [
      [practice, '203.0.113.3'],
      [other, '203.0.113.2'],
    ] as const) {
      const client = await addClient(product, at);
      const pin = await pinFor(await signInAsStaff(product, at.ownerEmail), client);
      const { data } = await from(network).redeemPin(at.slug, client.email, pin);
      expect(data.redeemPin.__typename).toBe('SignedIn');
    }
    expect((await from('203.0.113.2').requestSignInLink(practice.slug, 'a@client.example')).code).toBeUndefined();
  });

  test('gets no further with guesses at the same moment', async () => {
    const practice = await openPractice(product);
    const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => guess(practice, '203.0.113.4', n)));
    expect(answers.filter(({ code }) => code === 'TOO_MANY_REQUESTS')).toHaveLength(39);
    expect(await alarms(practice)).toHaveLength(1);
  });

  test('is not one where one address is mistyped often, or many type theirs right', async () => {
    const practice = await openPractice(product);
    const staff = await signInAsStaff(product, practice.ownerEmail);
    for (let n = 0; n < 25; n += 1) {
      expect((await guess(practice, '203.0.113.5', 0)).data.redeemPin.__typename).toBe('PinRefused');
    }
    for (let n = 0; n < 25; n += 1) {
      const client = await addClient(product, practice);
      const pin = await pinFor(staff, client);
      await from('203.0.113.5').redeemPin(practice.slug, client.email, wrongPin(pin));
      const { data } = await from('203.0.113.5').redeemPin(practice.slug, client.email, pin);
      expect(data.redeemPin.__typename).toBe('SignedIn');
    }
    expect(await alarms(practice)).toEqual([]);
  });
});

describe('over time', () => {
  afterEach(() => void vi.useRealTimers());

  test('a slowed network may try twice a minute, and is free again after an hour', async () => {
    vi.useFakeTimers();
    const guesses = new PinGuesses();
    const guess = (n: number) => guesses.count('practice', 'network', `guessed-${n}@client.example`);
    for (let n = 0; n < 20; n += 1) expect(await guess(n)).toBe(false);
    expect(await guess(20)).toBe(true);
    await expect(guess(0)).rejects.toThrow('Wait half a minute');
    vi.advanceTimersByTime(30_000);
    expect(await guess(0)).toBe(false);
    await expect(guess(21)).rejects.toThrow('Wait half a minute');
    vi.advanceTimersByTime(3_600_000);
    for (let n = 0; n < 20; n += 1) expect(await guess(n)).toBe(false);
  });
});
