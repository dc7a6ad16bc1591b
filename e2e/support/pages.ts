import type { Page } from '@playwright/test';
import type { Mailbox } from './mailbox.ts';
import { askForLink, getLink, heading, signIn, typePin } from './portal.ts';
import type { Staff } from './staff.ts';
import { expect } from './test.ts';

/** Brings a browser to each of the portal's pages in turn, and lets the visitor look at it. */
export async function walkPortal(
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
  await askForLink(page, 'somebody@gmial.com');
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

/** The same for the pages of the workspace; the browser is a staff member's. */
export async function walkWorkspace(
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
  await visit('nobody-found');
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
  await expect(page.locator('.fresh-pin')).toBeVisible();
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

/** The pages before a staff member is signed in. */
export async function walkStaffSignIn(page: Page, visit: (name: string) => Promise<void>): Promise<void> {
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
