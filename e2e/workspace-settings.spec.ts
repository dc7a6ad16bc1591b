import { readFile } from 'node:fs/promises';
import { heading } from './support/portal.ts';
import { randomWord } from './support/staff.ts';
import { expect, test } from './support/test.ts';

test('an owner adds a staff member, who signs in from the mail; then changes, removes and brings them back', async ({
  openWorkspace,
  openBrowser,
  mailbox,
  expectAccessible,
}) => {
  const page = await openWorkspace('owner');
  await page.goto('/staff/settings/staff');
  await expect(heading(page, 'Staff')).toBeVisible();
  const name = `Robin ${randomWord()}`;
  const email = `${randomWord()}@harbor.example`;
  const since = new Date();
  await page.getByRole('button', { name: 'Add staff member' }).click();
  await expectAccessible(page);
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Role').selectOption('Front desk');
  await page.getByRole('button', { name: 'Add and send link' }).click();
  await expect(page.getByText(`${name} is added.`)).toBeVisible();
  const row = page.getByRole('row', { name });
  await expect(row).toContainText('Invited, not signed in yet');

  const robin = await openBrowser({ viewport: { width: 1280, height: 800 } });
  await robin.goto(await mailbox.newestLink(email, since));
  await expect(heading(robin, 'Clients')).toBeVisible();
  await robin.goto('/staff/settings/staff');
  await expect(robin.getByText('An owner of the practice can add, change and remove staff.')).toBeVisible();
  await expect(robin.getByRole('button', { name: /^(Add|Change|Remove)/ })).toHaveCount(0);

  await page.reload();
  await expect(row).not.toContainText('not signed in yet');
  await page.getByRole('button', { name: `Change: ${name}` }).click();
  await page.getByLabel('Role').selectOption('Clinician');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(row).toContainText('Clinician');

  await page.getByRole('button', { name: `Remove: ${name}` }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByText(`${name} is removed and signed out.`)).toBeVisible();
  await expect(row).toHaveCount(0);
  await robin.goto('/staff/clients');
  await expect(robin.getByRole('textbox', { name: /e-mail/i })).toBeVisible();

  await page.getByRole('button', { name: `Bring back: ${name}` }).click();
  await expect(row).toContainText('Clinician');
  await expectAccessible(page);
});

test('the last owner cannot be removed, and the page says why', async ({ openWorkspace }) => {
  const page = await openWorkspace('lakesideOwner');
  await page.goto('/staff/settings/staff');
  await page
    .getByRole('row', { name: /You/ })
    .getByRole('button', { name: /^Remove/ })
    .click();
  await expect(page.getByRole('heading', { name: 'Remove yourself?' })).toBeVisible();
  await page.getByRole('button', { name: 'Remove myself' }).click();
  await expect(page.getByText('A practice needs an owner')).toBeVisible();
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(heading(page, 'Staff')).toBeVisible();
});

test('Portal gives what a practice shows its clients, and Roles who may do what', async ({
  openWorkspace,
  expectAccessible,
}) => {
  const page = await openWorkspace('frontDesk');
  await page.goto('/staff/settings/portal');
  await expect(page.getByText('<a href="')).toContainText('/harbor">Sign in to the Client Portal</a>');
  await expect(page.getByRole('img', { name: /QR code/ })).toHaveJSProperty('complete', true);
  expect(await page.getByRole('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await expect(page.getByRole('link', { name: 'Guide for clients (PDF)' })).toHaveAttribute(
    'href',
    '/harbor/guide.pdf',
  );
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Roles' }).click();
  const row = page.getByRole('row', { name: /Change Practice Details/ });
  await expect(row.getByRole('cell')).toHaveText(['Yes', /No/, /No/]);
  await expectAccessible(page);
});

test('Activity is found by client and by what it is about, and exported as it is shown', async ({
  openWorkspace,
  staff,
  expectAccessible,
}) => {
  const client = await staff.addClient();
  await staff.generatePin(client);
  const page = await openWorkspace('clinician');
  await page.goto('/staff');
  await page.getByRole('link', { name: 'Activity' }).click();
  await expect(heading(page, 'Activity')).toBeVisible();
  await page.getByRole('combobox', { name: 'Client' }).fill(client.name);
  await page.getByRole('option', { name: client.name }).click();
  await expect(page.getByRole('row')).toHaveCount(4);
  await page.getByLabel('About').selectOption('Pin codes');
  await expect(page.getByRole('row')).toHaveCount(2);
  await expect(page.getByRole('row', { name: /Pin code generated/ })).toContainText('Olivia Hart');
  await expectAccessible(page);

  await page.reload();
  await expect(page.getByRole('row')).toHaveCount(2);
  await expect(page.getByRole('combobox', { name: 'Client' })).toHaveValue(client.name);
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export as CSV' }).click();
  const file = await readFile(await (await downloading).path(), 'utf8');
  expect(file.trim().split('\r\n')).toHaveLength(2);
  expect(file).toContain(
    `,Olivia Hart,Pin code generated by Olivia Hart,${client.name},${client.email},pin.generated,`,
  );

  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page.getByRole('combobox', { name: 'Client' })).toHaveValue('');
  await page.getByRole('link', { name: 'Older' }).click();
  await expect(page).toHaveURL(/after=/);
  await page.getByRole('link', { name: 'Newest' }).click();
  await expect(page).toHaveURL(/activity$/);
});
