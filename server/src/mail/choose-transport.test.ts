import { expect, test } from 'vitest';
import { readConfig } from '../lib/config.ts';
import { chooseTransport } from './choose-transport.ts';

const chosen = async (environment: Record<string, string>) => {
  const { transport, mailbox } = await chooseTransport(readConfig(environment));
  await transport.close();
  return { name: transport.name, mailbox: mailbox !== undefined };
};

test('mails go to the local mailbox unless another way is set', async () => {
  expect(await chosen({})).toEqual({ name: 'mailbox', mailbox: true });
  expect(await chosen({ MAIL_TRANSPORT: 'resend', RESEND_API_KEY: 're_1', MAIL_FROM: 'a@example.org' })).toEqual({
    name: 'resend',
    mailbox: false,
  });
  expect(
    await chosen({ MAIL_TRANSPORT: 'smtp', SMTP_URL: 'smtps://u:p@mail.example.org', MAIL_FROM: 'a@example.org' }),
  ).toEqual({
    name: 'smtp',
    mailbox: false,
  });
});

test('the mailbox cannot be on in production, even if the configuration were misread', async () => {
  await expect(chooseTransport({ ...readConfig({}), production: true })).rejects.toThrow('not for production');
});
