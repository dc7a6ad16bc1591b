import { requestLink, expectSignedIn, getLink, heading } from './support/portal.ts';
import { expect, test } from './support/test.ts';

test('only the newest link works, and an older one explains itself and gets a new one with one press', async ({
  page,
  openBrowser,
  staff,
  mailbox,
}) => {
  const { email } = await staff.addClient();
  const older = await getLink(page, mailbox, email);
  const newer = await getLink(page, mailbox, email);

  await page.goto(older);
  await expect(heading(page, 'There is a newer link')).toBeVisible();
  await expect(page.getByText('There is a newer link in your inbox.')).toBeVisible();
  const since = new Date();
  await page.getByRole('button', { name: 'Send me a new link' }).click();
  await expect(heading(page, 'Check your mail')).toBeVisible();
  await page.goto(await mailbox.newestLink(email, since));
  await expectSignedIn(page, email);

  const elsewhere = await openBrowser();
  await elsewhere.goto(newer);
  await expect(heading(elsewhere, 'There is a newer link')).toBeVisible();
});

test('a used link says so, and gets a new one with one press', async ({ page, openBrowser, staff, mailbox }) => {
  const { email } = await staff.addClient();
  const link = await getLink(page, mailbox, email);
  await page.goto(link);
  await expectSignedIn(page, email);

  const elsewhere = await openBrowser();
  await elsewhere.goto(link);
  await expect(heading(elsewhere, 'This link has been used')).toBeVisible();
  const since = new Date();
  await elsewhere.getByRole('button', { name: 'Send me a new link' }).click();
  await elsewhere.goto(await mailbox.newestLink(email, since));
  await expectSignedIn(elsewhere, email);
});

test('opening a used link again in the browser that is signed in leads on to the portal', async ({
  page,
  staff,
  mailbox,
}) => {
  const { email } = await staff.addClient();
  const link = await getLink(page, mailbox, email);
  await page.goto(link);
  await expectSignedIn(page, email);

  await page.goto('/harbor');
  await page.goto(link);
  await expect(heading(page, 'This link has been used')).toBeVisible();
  await page.getByRole('link', { name: 'Continue' }).click();
  await expectSignedIn(page, email);
});

test('an incomplete link says that it does not work, and leads to the sign-in page', async ({ page }) => {
  await page.goto('/harbor/link#not-a-link');
  await expect(heading(page, "This link doesn't work")).toBeVisible();
  await page.getByRole('link', { name: 'Send me a new link' }).click();
  await expect(heading(page, 'Harbor Counseling')).toBeVisible();
});

test('the page that says "check your mail" lets one correct the address and says when to ask again', async ({
  page,
}) => {
  await requestLink(page, 'jamie@gmial.com');
  await expect(page.getByText('Did you mean jamie@gmail.com?')).toBeVisible();
  await expect(page.getByRole('button', { name: /Ask again in/ })).toHaveAttribute('aria-disabled', 'true');

  await page.getByRole('link', { name: 'Change' }).click();
  await expect(page.getByLabel('Your e-mail address')).toHaveValue('jamie@gmial.com');
});

test('known and unknown addresses see the same page', async ({ page, openBrowser, staff }) => {
  const { email } = await staff.addClient();
  await requestLink(page, email);
  const other = await openBrowser();
  const unknown = email.replace('jamie', 'robin');
  await requestLink(other, unknown);

  const words = async (each: typeof page, address: string) =>
    (await each.locator('main').innerText())
      .replaceAll(address, 'ADDRESS')
      .replaceAll(/in \d+ seconds?|\d:\d\d/g, 'SOON');
  expect(await words(page, email)).toBe(await words(other, unknown));
});
