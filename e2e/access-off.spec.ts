import { getLink, heading, signIn } from './support/portal.ts';
import { expect, test } from './support/test.ts';

test('access switched off in the workspace ends the session, the links and the PINs of that person', async ({
  page,
  openBrowser,
  openWorkspace,
  staff,
  mailbox,
}) => {
  const client = await staff.addClient();
  await signIn(page, mailbox, client.email);
  const elsewhere = await openBrowser();
  const link = await getLink(elsewhere, mailbox, client.email);

  const workspace = await openWorkspace();
  await workspace.goto(`/staff/clients/${client.clientId}/edit/portal`);
  await workspace.getByText('On', { exact: true }).click();
  await workspace.getByRole('button', { name: 'Switch off' }).click();
  await expect(workspace.getByText('Access is off.')).toBeVisible();

  await page.reload();
  await expect(heading(page, 'Harbor Counseling')).toBeVisible();
  await elsewhere.goto(link);
  await expect(heading(elsewhere, "This link doesn't work")).toBeVisible();
});

test('a client whose access is switched off meanwhile sees that at the next press', async ({
  page,
  staff,
  mailbox,
}) => {
  const client = await staff.addClient();
  await signIn(page, mailbox, client.email);
  await staff.setAccess(client, false);

  await page.getByRole('button', { name: 'Sign out here' }).click();
  await expect(heading(page, 'Harbor Counseling')).toBeVisible();
});
