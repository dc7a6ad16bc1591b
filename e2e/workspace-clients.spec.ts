import { generatedPin } from './support/client-portal-tab.ts';
import { expectNoHorizontalScroll, expectSignedIn, heading } from './support/portal.ts';
import { randomWord } from './support/staff.ts';
import { expect, test } from './support/test.ts';

test('search finds a client by a part of the name, the address, and says when there is nobody', async ({
  openWorkspace,
  staff,
}) => {
  const client = await staff.addClient();
  const page = await openWorkspace();
  await page.goto('/staff');
  const search = page.getByLabel('Search clients');
  await search.fill(client.name.slice(6));
  await expect(page.getByRole('row')).toHaveCount(2);
  await expect(page.getByRole('row', { name: client.name })).toContainText(client.email);
  await search.fill(client.email.slice(0, 10).toUpperCase());
  await expect(page.getByRole('row', { name: client.name })).toBeVisible();
  await search.fill('nobody is called this');
  await expect(page.getByText('Nobody found for “nobody is called this”')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await expect(page.getByRole('row')).toHaveCount(26);
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(page.getByRole('row').nth(30)).toBeVisible();
});

test('the list is as wide as the screen, whatever that is', async ({ openWorkspace, staff }) => {
  await staff.addClient(`somebody.with.a.long.address-${randomWord()}@a-long-name-of-a-domain.example`);
  const page = await openWorkspace();
  await page.goto('/staff/clients?sort=added');
  await expect(page.getByRole('row')).toHaveCount(26);
  for (const width of [360, 640, 840, 1000, 1200, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await expectNoHorizontalScroll(page);
  }
});

test('a client is added, invited and found again', async ({ openWorkspace, mailbox }) => {
  const lastName = `Okoro-${Date.now()}`;
  const email = `${lastName}@client.example`.toLowerCase();
  const page = await openWorkspace();
  await page.goto('/staff/clients');
  await page.getByRole('button', { name: 'Add client' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('First name').fill('Ada');
  await dialog.getByLabel('Last name').fill(lastName);
  await dialog.getByRole('button', { name: /^Add/ }).click();
  await expect(heading(page, `Ada ${lastName}`)).toBeVisible();

  await page.getByRole('link', { name: 'Client Portal', exact: true }).first().click();
  await page.getByRole('button', { name: 'Add e-mail address' }).click();
  await page
    .getByRole('dialog')
    .getByLabel(/e-mail/i)
    .fill(email);
  await page.getByRole('dialog').getByRole('button', { name: /^Add/ }).click();
  const since = new Date();
  await page.getByRole('button', { name: 'Send invitation' }).click();
  await mailbox.newestLink(email, since);
});

test('when two people edit the same client, the second sees what the first has saved, and nothing is lost', async ({
  openWorkspace,
  staff,
}) => {
  const client = await staff.addClient();
  const first = await openWorkspace();
  const second = await openWorkspace('owner');
  for (const page of [first, second]) {
    await page.goto(`/staff/clients/${client.clientId}/edit/info`);
    await expect(page.getByLabel('First name')).toHaveValue('Jamie');
  }
  await second.getByLabel('First name').fill('Jay');
  await first.getByLabel('Reference').fill(`R-${client.clientId.slice(-6)}`);
  await first.getByRole('button', { name: 'Save' }).click();
  await expect(first.getByText('Client Info saved.')).toBeVisible();

  // What the other one saved may show by itself before this; then the button does nothing.
  const save = second.getByRole('button', { name: 'Save', exact: true });
  await save.click({ force: true });
  await expect(second.getByText('Someone else saved changes while you were writing.')).toBeVisible();
  await expect(second.getByText('saved: Jamie · yours: Jay')).toBeVisible();
  await second.getByRole('button', { name: 'Keep mine to save it' }).click();
  await save.click();
  await expect(second.getByText('Client Info saved.')).toBeVisible();
  await expect(second.getByLabel('First name')).toHaveValue('Jay');
});

test('a changed address ends what the old one had, and is invited anew', async ({
  openWorkspace,
  openBrowser,
  staff,
  mailbox,
}) => {
  const client = await staff.addClient();
  const invited = new Date();
  await staff.sendInvitation(client);
  const browser = await openBrowser();
  await browser.goto(await mailbox.newestLink(client.email, invited));
  await expectSignedIn(browser, client.email);
  const page = await openWorkspace();
  await page.goto(`/staff/clients/${client.clientId}/edit/portal`);
  await page.getByRole('button', { name: 'Change address' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('New e-mail address').fill('not an address');
  await dialog.getByRole('button', { name: 'Change address' }).click();
  await expect(dialog.getByText('That does not look like an e-mail address.')).toBeVisible();

  const next = client.email.replace('jamie', 'robin');
  const since = new Date();
  await dialog.getByLabel('New e-mail address').fill(next);
  await dialog.getByRole('button', { name: 'Change address' }).click();
  await expect(page.getByText(`is now ${next}`)).toBeVisible();
  await expect(page.getByText('The address is changed. Send an invitation')).toBeVisible();
  expect((await mailbox.newest(client.email, since)).subject).toContain('was changed');

  await browser.reload();
  await expect(browser.getByRole('button', { name: 'Send me a link' })).toBeVisible();
  await page.getByRole('button', { name: 'Send invitation' }).click();
  await browser.goto(await mailbox.newestLink(next, since));
  await expect(browser.getByText(next)).toBeVisible();
});

test('a PIN shows its digits once: after loading the page again only that there is one, until it is revoked', async ({
  openWorkspace,
  staff,
}) => {
  const client = await staff.addClient();
  const page = await openWorkspace();
  await page.goto(`/staff/clients/${client.clientId}/edit/portal`);
  await page.getByRole('button', { name: 'Generate Pin Code' }).click();
  const digits = await generatedPin(page);
  await expect(page.getByText(/Pin code generated by Dana Reyes|Dana Reyes generated/i).first()).toBeVisible();

  await page.reload();
  await expect(page.getByText(/Dana Reyes made one/)).toBeVisible();
  expect(await page.locator('body').innerText()).not.toContain(digits.slice(0, 3) + ' ' + digits.slice(3));
  expect(await page.content()).not.toContain(digits);
  await page.getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText('The Pin code no longer works.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Generate Pin Code' })).toBeVisible();
});
