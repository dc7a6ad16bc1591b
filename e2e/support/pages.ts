import type { Page } from '@playwright/test';
import { generatedPin } from './client-portal-tab.ts';
import type { Mailbox } from './mailbox.ts';
import { requestLink, getLink, heading, signIn, typePin } from './portal.ts';
import { type Staff, randomWord } from './staff.ts';
import { expect } from './test.ts';

/** Opens each of the portal's pages and calls `visit` there. */
export async function visitPortalPages(
  page: Page,
  { staff, mailbox }: { staff: Staff; mailbox: Mailbox },
  visit: (name: string) => Promise<void>,
): Promise<void> {
  const { email } = await staff.addClient();
  await page.goto('/');
  await visit('find-your-portal');
  await page.goto('/no-such-practice');
  await visit('unknown-portal');
  await page.goto('/harbor/nothing');
  await visit('unknown-page');
  await page.goto('/harbor');
  await visit('sign-in');
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await expect(page.getByText('Type your e-mail address.')).toBeVisible();
  await visit('sign-in-error');
  await requestLink(page, 'somebody@gmial.com');
  await page.getByText('Try these tips').click();
  await visit('check-mail');
  await typePin(page, email, '000000');
  await expect(page.getByText("don't go together")).toBeVisible();
  await visit('pin');
  await page.goto('/harbor/link');
  await expect(heading(page, 'Open your link again')).toBeVisible();
  await visit('link-without-token');

  const link = await getLink(page, mailbox, email);
  await signIn(page, mailbox, email);
  await page.getByText('How to bookmark it').click();
  await visit('home');
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await visit('sign-out-everywhere');
  await page.getByRole('button', { name: 'Not now' }).click();
  await page.goto('/harbor');
  await expect(page.getByText('You are signed in as')).toBeVisible();
  await visit('sign-in-while-signed-in');
  await page.goto(link);
  await expect(heading(page, 'There is a newer link')).toBeVisible();
  await visit('older-link');

  const other = await staff.addClient();
  await staff.addClient(other.email);
  await staff.sendInvitation(other);
  await page.goto(await mailbox.newestLink(other.email, new Date(0)));
  await expect(heading(page, 'Someone else is signed in')).toBeVisible();
  await visit('someone-else');
  await page.getByRole('button', { name: 'Switch' }).click();
  await expect(heading(page, 'Who is this for?')).toBeVisible();
  await visit('choose');
}

/** Opens each of the workspace's pages and calls `visit` there; the browser must be signed in as staff. */
export async function visitWorkspacePages(
  page: Page,
  { staff }: { staff: Staff },
  visit: (name: string) => Promise<void>,
): Promise<void> {
  const client = await staff.addClient();
  await staff.sendInvitation(client);
  await page.goto('/staff/clients');
  await expect(page.getByRole('table')).toBeVisible();
  await visit('clients');
  await page.getByLabel('Search clients').fill('nobody is called this');
  await expect(page.getByText('Nobody found')).toBeVisible();
  await visit('no-clients-found');
  await page.goto(`/staff/clients/${client.clientId}`);
  await expect(heading(page, client.name)).toBeVisible();
  await visit('client');
  await page.goto(`/staff/clients/${client.clientId}/edit/info`);
  await page.getByLabel('First name').fill('');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Please enter a first name.')).toBeVisible();
  await visit('client-info');
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await page.goto(`/staff/clients/${client.clientId}/edit/portal`);
  await page.getByRole('button', { name: 'Generate Pin Code' }).click();
  await generatedPin(page);
  await visit('client-portal');
  await page.getByRole('button', { name: 'Change address' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await visit('change-address');
  await page.goto('/staff/settings/practice');
  await expect(heading(page, 'Practice Details')).toBeVisible();
  await visit('practice-details');
  for (const tab of ['Portal', 'Staff', 'Roles']) {
    await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: tab }).click();
    await expect(heading(page, tab)).toBeVisible();
    await visit(`settings-${tab.toLowerCase()}`);
  }
  await page.goto('/staff/devices');
  await expect(heading(page, 'Your devices')).toBeVisible();
  await visit('devices');
  await page.goto('/staff/no-such-page');
  await expect(heading(page, /can't find this page/)).toBeVisible();
  await visit('not-found');
}

/** Opens the pages and dialogs of the whole practice; the browser must be signed in as the owner. */
export async function visitPracticePages(page: Page, visit: (name: string) => Promise<void>): Promise<void> {
  await page.goto('/staff/attempts');
  await expect(heading(page, /matched nobody/)).toBeVisible();
  await visit('attempts');
  await page.goto('/staff/activity');
  await expect(page.getByRole('table', { name: 'Activity' })).toBeVisible();
  await visit('activity');
  await page.goto('/staff/activity?to=2020-01-01');
  await expect(page.getByText('Nothing is recorded here')).toBeVisible();
  await visit('activity-nothing');
  await visitImportPages(page, visit);

  await page.goto('/staff/settings/practice');
  await page.getByLabel('Name of the practice').fill('');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Please enter the name of the practice.')).toBeVisible();
  await visit('practice-details-error');
  await page.getByRole('link', { name: 'Roles' }).click();
  await expect(page.getByRole('dialog', { name: 'Leave without saving?' })).toBeVisible();
  await visit('unsaved');
  await page.getByRole('button', { name: 'Leave without saving' }).click();

  const dialogs = [
    ['/staff/settings/staff', 'Add staff member', 'Add staff member'],
    ['/staff/settings/staff', 'Change: Olivia Hart', 'Change Olivia Hart'],
    ['/staff/settings/staff', 'Remove: Dana Reyes', 'Remove Dana Reyes?'],
    ['/staff/settings/api', 'Create API key', 'Create API key'],
    ['/staff/settings/webhooks', 'Add webhook', 'Add webhook'],
    ['/staff/devices', 'Sign out everywhere…', 'Sign out everywhere?'],
  ] as const;
  for (const [path, button, dialog] of dialogs) {
    await page.goto(path);
    await page.getByRole('button', { name: button }).first().click();
    await expect(page.getByRole('dialog', { name: dialog })).toBeVisible();
    await visit(dialog);
  }
  await page.goto('/staff/clients');
  await page.getByRole('button', { name: /Olivia Hart/ }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await visit('account-menu');
  await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).click();
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await visit('keyboard-shortcuts');
}

async function visitImportPages(page: Page, visit: (name: string) => Promise<void>): Promise<void> {
  await page.goto('/staff/clients/import');
  const list = `First name,Last name,E-mail,Phone\nJo,${randomWord()},,\n${'Jo'.repeat(300)},Low,nowhere,12\n`;
  const upload = (text: string) =>
    page.getByLabel('CSV file').setInputFiles({ name: 'clients.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await upload('Name\n"Jamie');
  await expect(page.getByRole('alert')).toBeVisible();
  await visit('import-refused');
  await upload(list);
  await expect(page.getByText('The first name can have')).toBeVisible();
  await visit('import-preview');
  await page.getByRole('heading', { name: 'Columns' }).click();
  await page.getByLabel('Phone').selectOption('Not imported');
  await expect(page.getByRole('button', { name: 'Use these columns' })).toBeVisible();
  await visit('import-columns');
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Throw this upload away' }).click();
  await expect(heading(page, 'Import cancelled')).toBeVisible();
  await visit('import-cancelled');
  await page.goto('/staff/clients/invitations');
  await expect(heading(page, 'Invitations to many')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Clients', exact: true }).first()).toHaveAttribute(
    'aria-current',
    'page',
  );
  await visit('invitations');
  await page.goto('/staff/clients/invitations/new');
  await expect(page.getByText('Loading…')).toHaveCount(0);
  await expect(heading(page, 'Invite clients')).toBeVisible();
  await visit('invite');
}

/** Opens the pages of the staff sign-in. */
export async function visitStaffSignInPages(page: Page, visit: (name: string) => Promise<void>): Promise<void> {
  await page.goto('/staff/sign-in');
  await expect(heading(page, 'Sign in')).toBeVisible();
  await visit('staff-sign-in');
  await page.getByLabel('Your work e-mail').fill('nobody@harbor.example');
  await page.getByRole('button', { name: 'Send me a sign-in link' }).click();
  await expect(heading(page, 'Check your mail')).toBeVisible();
  await visit('staff-check-mail');
  await page.goto('/staff/link');
  await expect(heading(page, 'This link is not complete')).toBeVisible();
  await visit('staff-link');
}
