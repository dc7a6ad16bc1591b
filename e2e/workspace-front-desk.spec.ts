import { heading } from './support/portal.ts';
import { expect, test } from './support/test.ts';

test('the front desk reads Practice Details, and cannot change them', async ({ openWorkspace }) => {
  const page = await openWorkspace('frontDesk');
  await page.goto('/staff/settings');
  await expect(heading(page, 'Practice Details')).toBeVisible();
  await expect(page.getByText('The owner of the practice can change these.')).toBeVisible();
  await expect(page.getByText('(617) 555-0134')).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
});

test('a client of another practice is not found, as if there were none', async ({ openWorkspace, staff }) => {
  const client = await staff.addClient();
  const page = await openWorkspace('lakesideOwner');
  await page.goto(`/staff/clients/${client.clientId}`);
  await expect(heading(page, "We can't find this client")).toBeVisible();
  await expect(page.getByText(client.name)).toHaveCount(0);
});
