import { expectSignedIn, heading, signIn } from './support/portal.ts';
import { expect, test } from './support/test.ts';

test('signing out here leaves other devices alone', async ({ page, openBrowser, staff, mailbox }) => {
  const { email } = await staff.addClient();
  await signIn(page, mailbox, email);
  const other = await openBrowser();
  await signIn(other, mailbox, email);

  await page.getByRole('button', { name: 'Sign out here' }).click();
  await expect(heading(page, 'Harbor Counseling')).toBeVisible();
  await expect(page.getByText('You are signed out. See you next time.')).toBeVisible();
  await page.goto('/harbor/home');
  await expect(page.getByRole('button', { name: 'Send me a link' })).toBeVisible();

  await other.reload();
  await expectSignedIn(other, email);
});

test('signing out everywhere ends every device', async ({ page, openBrowser, staff, mailbox }) => {
  const { email } = await staff.addClient();
  await signIn(page, mailbox, email);
  const other = await openBrowser();
  await signIn(other, mailbox, email);

  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(page.getByText('You are signed out, on this device and all others.')).toBeVisible();

  await other.reload();
  await expect(other.getByRole('button', { name: 'Send me a link' })).toBeVisible();
});

test('another device can be signed out from here', async ({ page, openBrowser, staff, mailbox }) => {
  const { email } = await staff.addClient();
  const lost = await openBrowser();
  await signIn(lost, mailbox, email);
  await signIn(page, mailbox, email);

  await page.getByRole('button', { name: /^Sign out (?!here|everywhere)/ }).click();
  await expect(page.getByText(/is signed out\.$/)).toBeVisible();

  await lost.reload();
  await expect(lost.getByRole('button', { name: 'Send me a link' })).toBeVisible();
  await expectSignedIn(page, email);
});
