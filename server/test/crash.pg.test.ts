import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { LocalResend } from '../src/mail/test-support/local-resend.ts';
import { addClient, openPractice, type TestPractice } from './product.ts';
import type { ServerProcess } from './server-process.ts';
import { openServerGroup, type ServerGroup } from './two-servers.ts';

const minute = 60_000;

let group: ServerGroup;
/** A server that takes requests and does nothing in the background. */
let server: ServerProcess;
let practice: TestPractice;
let resend: LocalResend;

beforeAll(async () => {
  group = await openServerGroup();
  server = await group.startServer({ JOBS: 'off' });
  practice = await openPractice(group.product);
});
beforeEach(async () => {
  resend = await LocalResend.start();
  return () => resend.stop();
});
afterAll(async () => group.close());

/** A server that works jobs off, and sends mail through the local mail service. */
const worker = (): Promise<ServerProcess> =>
  group.startServer({
    JOBS: 'on',
    MAIL_TRANSPORT: 'resend',
    MAIL_FROM: 'portal@harbor.example',
    RESEND_API_KEY: 're_test',
    RESEND_BASE_URL: resend.url,
  });

const mailsTo = (email: string) => resend.mails.filter(({ mail }) => mail.to.includes(email));

/** Lets half a minute pass for the mails that were in a server's hands. */
async function passHalfAMinute(): Promise<void> {
  await group.product.sql(`UPDATE mail SET claimed_until = claimed_until - interval '31 seconds'`);
}

test('a request that was acknowledged by a server that died at once is answered by the next one', async () => {
  const { email } = await addClient(group.product, practice);
  const dying = await group.startServer({ JOBS: 'off' });
  await dying.apiClient().requestSignInLink(practice.slug, email);
  await dying.kill();

  const next = await worker();
  await expect.poll(() => mailsTo(email).length, { timeout: 10_000 }).toBe(1);
  await next.stop();
});

test(
  'whatever a server was in the middle of when it died is done by another within a minute, and once',
  { timeout: 2 * minute },
  async () => {
    const [first, second, third] = await Promise.all([1, 2, 3].map(() => addClient(group.product, practice)));
    const emails = [first, second, third].map((client) => client?.email ?? '');
    const [takenBySomeone = '', inHand = '', asked = ''] = emails;
    const dying = await worker();
    // The mail service takes the first mail and never says so, and does not even answer for the second.
    resend.behavior = 'lost';
    await dying.apiClient().requestSignInLink(practice.slug, takenBySomeone);
    await expect.poll(() => resend.requests.length, { timeout: 10_000 }).toBe(1);
    resend.behavior = 'silent';
    await dying.apiClient().requestSignInLink(practice.slug, inHand);
    await expect.poll(() => resend.requests.length, { timeout: 10_000 }).toBe(2);
    await dying.kill();
    resend.behavior = 'ok';
    await server.apiClient().requestSignInLink(practice.slug, asked);
    await passHalfAMinute();

    const next = await worker();

    const unsent = () =>
      group.product.sql(`SELECT to_address FROM mail WHERE state <> 'sent' AND to_address = ANY ($1)`, [emails]);
    await expect.poll(() => mailsTo(asked).length, { timeout: minute }).toBe(1);
    await expect.poll(unsent, { timeout: minute }).toEqual([]);
    await next.stop();
    expect(emails.map((email) => mailsTo(email).length)).toEqual([1, 1, 1]);
  },
);
