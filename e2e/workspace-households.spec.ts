import { heading } from './support/portal.ts';
import { randomWord } from './support/staff.ts';
import { expect, test } from './support/test.ts';

test('a second client is given the same address, and both pages say so', async ({
  openWorkspace,
  staff,
  expectAccessible,
}) => {
  const [mia, leo] = [await staff.addClient(), await staff.addClient()];
  const page = await openWorkspace();
  await page.goto(`/staff/clients/${leo.clientId}/edit/portal`);
  await page.getByRole('button', { name: 'Add another person' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Whose address is it?').selectOption('PARENT');
  await dialog.getByLabel('Their name').fill('Robin Brandt');
  await dialog.getByLabel('E-mail address').fill(mia.email);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText(`This address also sees ${mia.name}.`).first()).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Edit person: Robin Brandt' }).click();
  await dialog.getByLabel('Who they are to the client').selectOption('Guardian');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'Robin Brandt Guardian' })).toBeVisible();

  await page.getByRole('button', { name: 'Remove Robin Brandt' }).click();
  const box = await dialog.boundingBox();
  const middle = (box?.y ?? 0) + (box?.height ?? 0) / 2;
  expect(Math.abs(middle - (page.viewportSize()?.height ?? 0) / 2), 'the dialog is in the middle').toBeLessThan(2);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Remove access' }).click();
  await expect(page.getByText('Robin Brandt no longer has access.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Robin Brandt Guardian' })).toBeHidden();
});

test('the address of a household is changed for everyone at once', async ({ openWorkspace, staff }) => {
  const mia = await staff.addClient();
  const leo = await staff.addClient(mia.email);
  const page = await openWorkspace();
  await page.goto(`/staff/clients/${mia.clientId}/edit/portal`);
  await page.getByRole('button', { name: 'Change address' }).click();
  const dialog = page.getByRole('dialog');
  const email = `both-${randomWord()}@client.example`;
  await dialog.getByLabel('New e-mail address').fill(email);
  await dialog.getByRole('checkbox', { name: new RegExp(leo.name) }).check();
  await dialog.getByRole('button', { name: 'Change address' }).click();
  await expect(page.getByText('The address is changed. Send an invitation')).toBeVisible();
  await page.goto(`/staff/clients/${leo.clientId}`);
  await expect(page.getByText(email, { exact: true })).toBeVisible();
});

test('the list can be filtered, sorted and paged with the keyboard alone', async ({
  openWorkspace,
  staff,
  expectAccessible,
}) => {
  const name = randomWord();
  const clients = [
    await staff.addClient(`${name}-one@client.example`),
    await staff.addClient(`${name}-two@client.example`),
  ];
  const page = await openWorkspace();
  await page.goto('/staff/clients?sort=added-long-ago');
  await expect(page.getByRole('table')).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type(name);
  await expect(page.getByRole('row')).toHaveCount(3);
  await page.getByRole('button', { name: 'Never invited' }).press('Enter');
  await expect(page).toHaveURL(/filter=never-invited/);
  await expectAccessible(page);
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(heading(page, clients[0]?.name ?? '')).toBeVisible();
  await expect(page.getByText('was never invited. Send the invitation.')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('j');
  await expect(heading(page, clients[1]?.name ?? '')).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('u');
  await expect(page).toHaveURL(/filter=never-invited/);
});
