import { expectSignedIn, getLink, heading } from './support/portal.ts';
import { expect, test } from './support/test.ts';

test('a parent of two chooses whose portal to open, and can switch', async ({ page, staff, mailbox }) => {
  const first = await staff.addClient();
  const second = await staff.addClient(first.email);

  await page.goto(await getLink(page, mailbox, first.email));
  await expect(heading(page, 'Who is this for?')).toBeVisible();
  await page.getByRole('button', { name: first.name }).click();
  await expectSignedIn(page, first.email);
  await expect(page.getByText(first.name)).toBeVisible();

  await page.getByRole('link', { name: 'Switch to someone else' }).click();
  await page.getByRole('button', { name: second.name }).click();
  await expect(heading(page, 'Your portal')).toBeVisible();
  await expect(page.getByText(second.name)).toBeVisible();

  await page.reload();
  await expect(page.getByText(second.name)).toBeVisible();
});

test('the chooser cannot be skipped', async ({ page, staff, mailbox }) => {
  const { email } = await staff.addClient();
  await staff.addClient(email);
  await page.goto(await getLink(page, mailbox, email));
  await expect(heading(page, 'Who is this for?')).toBeVisible();

  await page.goto('/harbor/home');
  await expect(heading(page, 'Who is this for?')).toBeVisible();
});
