import { row } from './support/client-portal-tab.ts';
import { expectNoHorizontalScroll, expectSignedIn, heading } from './support/portal.ts';
import { expect, test } from './support/test.ts';

test('a clinician sends an invitation, sees its date, and its link signs the client in', async ({
  page,
  staff,
  openWorkspace,
  mailbox,
}) => {
  const client = await staff.addClient();
  const workspace = await openWorkspace();
  await workspace.goto(`/staff/clients/${client.clientId}`);
  await workspace.getByRole('link', { name: 'Edit', exact: true }).click();
  await workspace.getByRole('link', { name: 'Client Portal', exact: true }).click();
  await expect(workspace.getByText('Never invited', { exact: true })).toBeVisible();

  const since = new Date();
  await workspace.getByRole('button', { name: 'Send invitation' }).click();
  await expect(workspace.getByText(`The invitation is on its way to ${client.email}.`)).toBeVisible();
  const invitation = row(workspace, 'Invitation');
  await expect(invitation).toContainText(/Sent .*delivered/);
  await expect(invitation).toContainText('By Dana Reyes');
  await expect(invitation.getByRole('button', { name: 'Send invitation again' })).toBeVisible();
  await expect(invitation.locator('time').first()).toHaveAttribute('title', /^today, .*\(America\/New York\)$/);

  const mail = await mailbox.newest(client.email, since);
  expect(mail.subject).toContain('Your invitation to the Client Portal');
  expect(mail.text).not.toContain(client.name);
  await page.goto(mail.links.find((link) => link.includes('/link#')) ?? '');
  await expectSignedIn(page, client.email);
  await expect(page.getByText(client.name)).toBeVisible();
  await expectNoHorizontalScroll(page);

  await workspace.reload();
  await expect(invitation).toContainText('signed in since');
});

test('once invited, the portal is where the bookmark says, and knows who is signed in', async ({
  page,
  staff,
  mailbox,
}) => {
  const client = await staff.addClient();
  const since = new Date();
  await staff.sendInvitation(client);
  await page.goto(await mailbox.newestLink(client.email, since));
  await expectSignedIn(page, client.email);

  await page.goto('/harbor');
  await expect(heading(page, 'Harbor Counseling')).toBeVisible();
  await page.getByRole('link', { name: 'Continue' }).click();
  await expectSignedIn(page, client.email);
});
