import { canQuery, query } from './support/database.ts';
import { expectSignedIn, signIn } from './support/portal.ts';
import { expect, test } from './support/test.ts';

test.skip(!canQuery(), 'needs Postgres, to let rows age');

/** Leaves so many seconds of the session of whoever has this address. */
async function leave(email: string, seconds: number): Promise<void> {
  await query(
    `UPDATE session s SET idle_expires_at = now() + make_interval(secs => $2::int)
       FROM portal_account a WHERE a.id = s.portal_account_id AND a.practice_id = s.practice_id AND a.email = $1`,
    [email, seconds],
  );
}

test('warns before the idle end, and one press is enough to stay', async ({ page, staff, mailbox }) => {
  const { email } = await staff.addClient();
  await signIn(page, mailbox, email);
  await leave(email, 90);

  await page.reload();
  const warning = page.getByRole('dialog', { name: 'Are you still there?' });
  await expect(warning).toContainText(/1:\d\d/);
  await warning.getByRole('button', { name: 'Stay signed in' }).click();
  await expect(warning).toBeHidden();

  await page.reload();
  await expectSignedIn(page, email);
  await expect(warning).toBeHidden();
});

test('reading along does not extend the session; at its end the page says why and shows nothing more', async ({
  page,
  staff,
  mailbox,
}) => {
  const client = await staff.addClient();
  await signIn(page, mailbox, client.email);
  await leave(client.email, 4);

  await page.reload();
  await expect(page.getByRole('dialog', { name: 'Are you still there?' })).toBeVisible();
  await expect(page.getByText('You were away for a while, so we signed you out')).toBeVisible();
  await expect(page.getByText(client.name)).toBeHidden();

  await page.goBack();
  await expect(page.getByText(client.name)).toBeHidden();
});
