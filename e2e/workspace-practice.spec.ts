import { heading } from './support/portal.ts';
import { expect, test } from './support/test.ts';

// One practice, and these tests change it.
test.describe.configure({ mode: 'serial' });

test('Practice Details refuses what makes no sense, keeps what was typed, and saves the rest', async ({
  openWorkspace,
  page: client,
}) => {
  const page = await openWorkspace('lakesideOwner');
  await page.goto('/staff/settings');
  await expect(heading(page, 'Practice Details')).toBeVisible();
  const save = page.getByRole('button', { name: 'Save' });
  await expect(save).toHaveAttribute('aria-disabled', 'true');

  await page.getByLabel('Phone').fill('12');
  await save.click();
  await expect(page.getByLabel('Phone')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Phone')).toHaveValue('12');
  await page.getByLabel('Phone').fill('312 555 0199');
  await page.getByLabel('Name of the practice').fill('Lakeside Therapy Group');
  await save.click();
  await expect(page.getByText('Practice Details saved.')).toBeVisible();
  await expect(page.getByLabel('Phone')).toHaveValue('(312) 555-0199');

  await client.goto('/lakeside/pin');
  await expect(client.getByText('Lakeside Therapy Group', { exact: true })).toBeVisible();
  await expect(client.getByRole('link', { name: 'Call (312) 555-0199' })).toBeVisible();
});

test('a new portal address works at once, and the old one leads to it', async ({ openWorkspace, page: client }) => {
  const page = await openWorkspace('lakesideOwner');
  await page.goto('/staff/settings/portal');
  const save = page.getByRole('button', { name: 'Save' });
  await page.getByRole('textbox', { name: 'Portal address' }).fill('staff');
  await save.click();
  await expect(page.getByText(/A few words are reserved/)).toBeVisible();
  await page.getByRole('textbox', { name: 'Portal address' }).fill('harbor');
  await save.click();
  await expect(page.getByText(/Another practice|taken/)).toBeVisible();
  await page.getByRole('textbox', { name: 'Portal address' }).fill('lakeside-chicago');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Portal saved.')).toBeVisible();

  await client.goto('/lakeside');
  await expect(client.getByRole('button', { name: 'Send me a link' })).toBeVisible();
  await expect(client).toHaveURL(/\/lakeside-chicago$/);

  await page.getByRole('textbox', { name: 'Portal address' }).fill('lakeside');
  // The words from the save before may still be there.
  const saved = page.waitForResponse((response) => response.request().postData()?.includes('updatePractice') ?? false);
  await page.getByRole('button', { name: 'Save' }).click();
  await saved;
  await client.goto('/lakeside');
  await expect(client.getByRole('button', { name: 'Send me a link' })).toBeVisible();
  await expect(client).toHaveURL(/\/lakeside$/);
});
