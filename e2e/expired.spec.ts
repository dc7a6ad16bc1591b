import { canQuery, query } from './support/database.ts';
import { expectSignedIn, getLink, heading, typePin } from './support/portal.ts';
import { expect, test } from './support/test.ts';

test.skip(!canQuery(), 'needs Postgres, to let rows age');

/** Lets time pass for whatever was made for an address. */
async function age(table: 'sign_in_link' | 'pin', email: string, interval: string): Promise<void> {
  const made = table === 'pin' ? 'created_at' : 'issued_at';
  await query(
    `UPDATE ${table} c SET ${made} = c.${made} - $2::interval, expires_at = c.expires_at - $2::interval
       FROM portal_account a WHERE a.id = c.portal_account_id AND a.practice_id = c.practice_id AND a.email = $1`,
    [email, interval],
  );
}

test('a link older than 24 hours says that its time is over, and gets a new one with one press', async ({
  page,
  staff,
  mailbox,
}) => {
  const { email } = await staff.addClient();
  const link = await getLink(page, mailbox, email);
  await age('sign_in_link', email, '24 hours 1 second');

  await page.goto(link);
  await expect(heading(page, "This link's time is over")).toBeVisible();
  await expect(page.getByText('24 hours')).toBeVisible();
  const since = new Date();
  await page.getByRole('button', { name: 'Send me a new link' }).click();
  await page.goto(await mailbox.newestLink(email, since));
  await expectSignedIn(page, email);
});

test('a link of almost 24 hours still works', async ({ page, staff, mailbox }) => {
  const { email } = await staff.addClient();
  const link = await getLink(page, mailbox, email);
  await age('sign_in_link', email, '23 hours 59 minutes');

  await page.goto(link);
  await expectSignedIn(page, email);
});

test('a PIN older than 24 hours is refused', async ({ page, staff }) => {
  const client = await staff.addClient();
  const digits = await staff.generatePin(client);
  await age('pin', client.email, '24 hours 1 second');

  await typePin(page, client.email, digits);
  await expect(page.getByText("That address and PIN don't go together.")).toBeVisible();
});
