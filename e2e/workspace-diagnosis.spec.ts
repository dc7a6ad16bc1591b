import { generatedPin, row } from './support/client-portal-tab.ts';
import { requestLink, heading, typePin } from './support/portal.ts';
import { expect, test } from './support/test.ts';
import { randomWord } from './support/staff.ts';

test('finds the mistyped address while the client is on the phone, corrects it, and sees them come in', async ({
  page: phone,
  staff,
  mailbox,
  openWorkspace,
  expectAccessible,
}) => {
  const name = randomWord();
  const client = await staff.addClient(`jamei.${name}@client.example`);
  const typed = `jamie.${name}@client.example`;
  const tab = await openWorkspace();
  await tab.goto(`/staff/clients/${client.clientId}/edit/portal`);
  await expect(tab.getByText(/Jamie was never invited/)).toBeVisible();

  await requestLink(phone, typed);
  await expect(tab.getByRole('region', { name: "Why can't Jamie get in?" })).toContainText(
    `Someone asked for a link with ${typed}`,
  );
  await expectAccessible(tab);

  await tab.getByRole('button', { name: `Use this address: ${typed}` }).click();
  const dialog = tab.getByRole('dialog', { name: /Change the address/ });
  await expect(dialog).toContainText('First ask Jamie');
  await expect(dialog.getByLabel('New e-mail address')).toHaveValue(typed);
  await expectAccessible(tab);
  await tab.keyboard.press('Enter');
  await expect(tab.getByText('Send an invitation, so that')).toBeVisible();
  await expect(tab.getByRole('button', { name: /Use this address/ })).toHaveCount(0);

  const since = new Date();
  await tab.getByRole('button', { name: 'Send invitation' }).click();
  await expect(tab.getByRole('region', { name: "Why can't Jamie get in?" })).toContainText(
    /The invitation was delivered .* not been opened/,
  );
  await phone.goto(await mailbox.newestLink(typed, since));
  await expect(heading(phone, 'Your portal')).toBeVisible();
  await expect(tab.getByRole('region', { name: 'Jamie is in' })).toContainText('All is well');
  await expectAccessible(tab);
});

test('shows what becomes of a Pin code while it is read out', async ({
  page: phone,
  staff,
  openWorkspace,
  expectAccessible,
}) => {
  const client = await staff.addClient();
  const tab = await openWorkspace('frontDesk');
  await tab.goto(`/staff/clients/${client.clientId}/edit/portal`);
  await tab.getByRole('button', { name: 'Generate Pin Code' }).click();
  const shown = row(tab, 'Pin code');
  await expect(shown).toContainText('Be sure that you speak with Jamie');
  await expect(shown).toContainText(client.email);
  const digits = await generatedPin(tab);
  await expectAccessible(tab);

  await typePin(phone, client.email, digits === '000000' ? '000001' : '000000');
  await expect(shown).toContainText('1 wrong try, 4 left');
  await typePin(phone, client.email, digits);
  await expect(heading(phone, 'Your portal')).toBeVisible();
  await expect(tab.getByText(/That Pin code was used .*: the caller is in/)).toBeVisible();
  await expect(shown).not.toContainText('Works once, until');
  await expect(tab.getByRole('region', { name: 'Jamie is in' })).toBeVisible();
  await expectAccessible(tab);
});

test('lists what matched nobody for the practice, and corrects it from there', async ({
  page: phone,
  staff,
  mailbox,
  openWorkspace,
  expectAccessible,
}) => {
  const name = randomWord();
  const client = await staff.addClient(`alx.${name}@client.example`);
  const typed = `alex.${name}@client.example`;
  const desk = await openWorkspace('frontDesk');
  await desk.goto('/staff/clients');
  await desk.getByRole('link', { name: 'Attempts' }).click();
  await expect(heading(desk, 'Sign-in attempts that matched nobody')).toBeVisible();
  await requestLink(phone, typed);
  const line = desk.getByRole('listitem').filter({ hasText: typed });
  await expect(line.first()).toContainText('there is one letter too many', { timeout: 30_000 });
  await expect(line.getByRole('link', { name: client.name })).toHaveAttribute('href', new RegExp(client.clientId));
  await expectAccessible(desk);

  const since = new Date();
  await line.getByRole('button', { name: `Correct the address of ${client.name}` }).click();
  await desk.getByRole('button', { name: 'Change address' }).click();
  await expectAccessible(desk);
  await desk.getByRole('button', { name: 'Send invitation' }).click();
  await expect(line).toHaveCount(0);
  await mailbox.newestLink(typed, since);
  const stranger = await openWorkspace('lakesideOwner');
  await stranger.goto('/staff/attempts');
  await expect(heading(stranger, 'Sign-in attempts that matched nobody')).toBeVisible();
  await expect(stranger.getByText(typed)).toHaveCount(0);
});
