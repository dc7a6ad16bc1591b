import { expectSignedIn, getLink } from './support/portal.ts';
import { expect, test } from './support/test.ts';

test('the local mailbox shows the newest mail first, and its link can be pressed', async ({
  page,
  context,
  staff,
  mailbox,
}) => {
  const { email } = await staff.addClient();
  const older = await getLink(page, mailbox, email);
  const newer = await getLink(page, mailbox, email);

  await page.goto('/mailbox');
  const mails = page.getByRole('article').filter({ hasText: email });
  await expect(mails).toHaveCount(2);
  await expect(mails.nth(0)).toContainText(newer);
  await expect(mails.nth(1)).toContainText(older);

  const opened = context.waitForEvent('page');
  await mails.nth(0).getByRole('link', { name: newer }).click();
  await expectSignedIn(await opened, email);
});

test('the mailbox shows a new mail by itself, and the mail as HTML', async ({ page, openBrowser, staff, mailbox }) => {
  const { email } = await staff.addClient();
  await page.goto('/mailbox');
  const other = await openBrowser();
  const link = await getLink(other, mailbox, email);
  const mail = page.getByRole('article').filter({ hasText: email });
  await expect(mail).toBeVisible();

  await page.goto((await mail.getByRole('link', { name: 'See it as HTML' }).getAttribute('href')) ?? '');
  await expect(page.getByRole('link', { name: 'Sign in', exact: true })).toHaveAttribute('href', link);
});
