import { heading } from './support/portal.ts';
import { expect, test } from './support/test.ts';

const email = 'clinician@harbor.example';

test('a clinician signs in with a mailed link, comes back to the wanted page, and signs out', async ({
  page,
  mailbox,
  staff,
}) => {
  const client = await staff.addClient();
  await page.goto(`/staff/clients/${client.clientId}`);
  await expect(page.getByText('Please sign in. Then you will be back where you were.')).toBeVisible();
  const since = new Date();
  await page.getByLabel('Your work e-mail').fill(email);
  await page.getByRole('button', { name: 'Send me a sign-in link' }).click();
  await expect(page.getByText(/It works once, for 15 minutes/)).toBeVisible();
  const link = await mailbox.newestLink(email, since);
  expect(link).toContain('/staff/link#');

  await page.goto(link);
  await expect(heading(page, client.name)).toBeVisible();
  expect(page.url()).not.toContain('#');

  await page.getByRole('button', { name: 'Dana Reyes' }).click();
  await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
  await expect(page.getByText('You are signed out.')).toBeVisible();
  await page.goto(link);
  await expect(heading(page, 'This link has been used')).toBeVisible();
});

test('an unknown staff address sees the same words, and no mail comes', async ({ page, mailbox }) => {
  await page.goto('/staff/sign-in');
  await page.getByLabel('Your work e-mail').fill('stranger@harbor.example');
  await page.getByRole('button', { name: 'Send me a sign-in link' }).click();
  await expect(
    page.getByText('If stranger@harbor.example belongs to a staff member, a link is on its way.'),
  ).toBeVisible();
  expect(await mailbox.to('stranger@harbor.example')).toEqual([]);
});

test("a client's session opens nothing of the workspace", async ({ page, staff, mailbox }) => {
  const client = await staff.addClient();
  const since = new Date();
  await staff.sendInvitation(client);
  await page.goto(await mailbox.newestLink(client.email, since));
  await expect(heading(page, 'Your portal')).toBeVisible();
  await page.goto(`/staff/clients/${client.clientId}`);
  await expect(heading(page, 'Sign in')).toBeVisible();
});
