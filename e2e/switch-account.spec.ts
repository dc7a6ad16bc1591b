import { expectSignedIn, getLink, heading, signIn } from './support/portal.ts';
import { expect, test } from './support/test.ts';

test('a link for someone else asks first: staying leaves it unused, switching signs the other one out', async ({
  page,
  openBrowser,
  staff,
  mailbox,
}) => {
  const first = await staff.addClient();
  const second = await staff.addClient();
  await signIn(page, mailbox, first.email);
  const elsewhere = await openBrowser();
  const link = await getLink(elsewhere, mailbox, second.email);

  await page.goto(link);
  await expect(heading(page, 'Someone else is signed in')).toBeVisible();
  await expect(page.getByText('j•••@client.example')).toBeVisible();
  await page.getByRole('button', { name: 'Stay' }).click();
  await expectSignedIn(page, first.email);

  await page.goto(link);
  await page.getByRole('button', { name: 'Switch' }).click();
  await expectSignedIn(page, second.email);
  await expect(page.getByText(first.email)).toBeHidden();

  await elsewhere.goto(link);
  await expect(heading(elsewhere, 'This link has been used')).toBeVisible();
});
