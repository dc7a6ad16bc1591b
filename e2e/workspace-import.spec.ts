import type { Page } from '@playwright/test';
import { expectNoHorizontalScroll, heading } from './support/portal.ts';
import { randomWord } from './support/staff.ts';
import { expect, test } from './support/test.ts';

const phoneSize = { viewport: { width: 360, height: 740 } };

/** Looks at a page that cannot be come by twice the way a phone shows it at night, too. */
async function lookOnPhoneAtNight(page: Page, expectAccessible: (page: Page) => Promise<void>): Promise<void> {
  const desk = page.viewportSize();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize(phoneSize.viewport);
  await expectAccessible(page);
  await expectNoHorizontalScroll(page);
  await page.emulateMedia({ colorScheme: 'light' });
  if (desk !== null) await page.setViewportSize(desk);
}

test('a practice imports its clients from a file, and invites the new people', async ({
  openWorkspace,
  mailbox,
  page: portal,
  expectAccessible,
}) => {
  // Invitations to many go out little by little.
  test.slow();
  const tag = randomWord();
  const address = `jo-${tag}@client.example`;
  const list = [
    'MRN;Surname;Given name;E-mail;Relation;Contact name',
    `I-${tag};Number-${tag};Jo;${address};;`,
    `K-${tag};Kind-${tag};Kim;parent-${tag}@client.example;mother;Pat Kind`,
    `L-${tag};Lost-${tag};;nowhere;;`,
  ].join('\r\n');
  const page = await openWorkspace();
  await page.goto('/staff/clients');
  await page.getByRole('link', { name: 'Import clients' }).click();
  await expect(heading(page, 'Import clients')).toBeVisible();
  await expectAccessible(page);

  const file = { name: 'clients.csv', mimeType: 'text/csv' };
  await page.getByLabel('CSV file').setInputFiles({ ...file, buffer: Buffer.from('Name\n"Jamie') });
  await expect(page.getByRole('alert')).toContainText("Row 2 can't be read");
  await page.getByLabel('CSV file').setInputFiles({ ...file, buffer: Buffer.from(`\ufeff${list}`) });

  await expect(heading(page, 'Look before you import')).toBeVisible();
  await expect(page.getByText('The first name is missing.')).toBeVisible();
  await expect(page.getByText('2 new clients')).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await expect(heading(page, 'Look before you import')).toBeVisible();
  await page.getByLabel('Leave out 1 row with problems').check();
  await page.getByRole('button', { name: 'Import 2 rows' }).click();

  await expect(heading(page, 'Import done')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('2 clients added')).toBeVisible();
  await expectAccessible(page);
  await lookOnPhoneAtNight(page, expectAccessible);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download the rows left out' }).click();
  expect((await download).suggestedFilename()).toBe('rows-with-problems.csv');

  const since = new Date();
  await page.getByRole('link', { name: 'Invite the 2 new people' }).click();
  await expect(page.getByText('Harbor Counseling', { exact: false }).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Send 2 invitations' }).click();
  await expect(heading(page, 'Invitations sent')).toBeVisible({ timeout: 30_000 });
  await page.reload();
  await expect(page.getByRole('row', { name: new RegExp(`Jo Number-${tag}.*Sent`) })).toBeVisible();
  await expectAccessible(page);
  await lookOnPhoneAtNight(page, expectAccessible);

  await portal.goto(await mailbox.newestLink(address, since));
  await expect(portal.getByText(`Jo Number-${tag}`)).toBeVisible();

  await page.goto('/staff/clients/import');
  await page.getByLabel('CSV file').setInputFiles({ ...file, buffer: Buffer.from(list) });
  await expect(page.getByRole('heading', { name: 'Nothing new in this list' })).toBeVisible();
});

test('an import can be reviewed and discarded on a phone', async ({ openWorkspace, expectAccessible }) => {
  const page = await openWorkspace('owner', phoneSize);
  await page.goto('/staff/clients/import');
  await expectNoHorizontalScroll(page);
  const buffer = Buffer.from('Given,Family\nJamie,Rivera-Featherstone-Haugh\n');
  await page.getByLabel('CSV file').setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer });
  await expect(page.getByText('Say which columns hold the first and the last name')).toBeVisible();
  await page.getByLabel('Given').selectOption('First name');
  await page.getByLabel('Family').selectOption('Last name');
  await page.getByRole('button', { name: 'Use these columns' }).click();
  await expect(page.getByRole('heading', { name: '1 row to import' })).toBeVisible();
  await expectNoHorizontalScroll(page);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Throw this upload away' }).click();
  await expect(heading(page, 'Import cancelled')).toBeVisible();
});

test('the front desk sees no imports, and the page says why', async ({ openWorkspace, expectAccessible }) => {
  const page = await openWorkspace('frontDesk');
  await page.goto('/staff/clients');
  await expect(page.getByRole('link', { name: 'Invite…' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Import clients' })).toHaveCount(0);
  await page.goto('/staff/clients/import');
  await expect(page.getByText('This page is not for your role')).toBeVisible();
  await expectAccessible(page);
});
