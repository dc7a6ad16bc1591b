import { generatedPin, row } from './support/client-portal-tab.ts';
import { requestLink, expectSignedIn, getLink, heading, typePin } from './support/portal.ts';
import { expect, test } from './support/test.ts';

const notTogether = "That address and PIN don't go together.";

test('when the mail does not come: the tips, a call, a PIN read aloud, and in; the same PIN is then refused', async ({
  page,
  openBrowser,
  openWorkspace,
  staff,
}) => {
  const client = await staff.addClient();
  await requestLink(page, client.email);
  await page.getByText('Try these tips').click();
  await expect(page.getByText(/Look in spam/)).toBeVisible();
  await expect(page.getByText(/Check the address above for typos/)).toBeVisible();
  await expect(page.getByText(/Use only the newest mail/)).toBeVisible();
  await page.getByRole('link', { name: 'Sign In via Pin code' }).click();
  await expect(page.getByRole('link', { name: 'Call (617) 555-0134' })).toHaveAttribute('href', 'tel:+16175550134');
  await expect(page.getByLabel('Your e-mail address')).toHaveValue(client.email);

  const workspace = await openWorkspace();
  await workspace.goto(`/staff/clients/${client.clientId}/edit/portal`);
  await workspace.getByRole('button', { name: 'Generate Pin Code' }).click();
  const shown = row(workspace, 'Pin code');
  await expect(shown).toContainText('Works once, until');
  await expect(shown).toContainText(`Which e-mail are you typing?” It must be ${client.email}.`);
  const digits = await generatedPin(workspace);

  await page.getByLabel('Pin code').fill(`${digits.slice(0, 3)} ${digits.slice(3)}`);
  await page.getByRole('button', { name: 'Sign In' }).click();
  await expectSignedIn(page, client.email);
  await expect(page.getByText(/with a Pin code/)).toBeVisible();

  const elsewhere = await openBrowser();
  await typePin(elsewhere, client.email, digits);
  await expect(elsewhere.getByText(notTogether)).toBeVisible();
  await expect(shown).not.toContainText('Works once, until');
});

test('the right PIN with another address is refused, and what was typed stays', async ({ page, staff }) => {
  const client = await staff.addClient();
  const someoneElse = await staff.addClient();
  const digits = await staff.generatePin(client);

  await typePin(page, someoneElse.email, digits);
  await expect(page.getByText(notTogether)).toBeVisible();
  await expect(page.getByLabel('Your e-mail address')).toHaveValue(someoneElse.email);
  await expect(page.getByLabel('Pin code')).toBeFocused();

  await page.getByLabel('Your e-mail address').fill(client.email);
  await page.getByRole('button', { name: 'Sign In' }).click();
  await expectSignedIn(page, client.email);
});

test('after five wrong tries the right PIN is refused too, a new one works, and so do links', async ({
  page,
  openBrowser,
  staff,
  mailbox,
}) => {
  const client = await staff.addClient();
  const digits = await staff.generatePin(client);
  const wrong = digits === '000000' ? '000001' : '000000';
  for (let n = 0; n < 5; n += 1) {
    await typePin(page, client.email, wrong);
    await expect(page.getByText(notTogether)).toBeVisible();
  }
  await typePin(page, client.email, digits);
  await expect(page.getByText(notTogether)).toBeVisible();

  await page.goto(await getLink(page, mailbox, client.email));
  await expectSignedIn(page, client.email);

  const elsewhere = await openBrowser();
  await typePin(elsewhere, client.email, await staff.generatePin(client));
  await expectSignedIn(elsewhere, client.email);
});

test('a PIN without six digits is not sent', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => request.url().endsWith('/graphql') && asked.push(request.postData() ?? ''));
  await typePin(page, 'jamie@client.example', '12345');
  await expect(page.getByText('A PIN has 6 digits. Check what you typed.')).toBeVisible();
  await expect(heading(page, 'Sign in with a Pin code')).toBeVisible();
  expect(asked.filter((body) => body.includes('redeemPin'))).toEqual([]);
});
