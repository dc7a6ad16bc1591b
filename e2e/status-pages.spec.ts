import { requestLink, expectSignedIn, getLink, heading } from './support/portal.ts';
import { expect, test } from './support/test.ts';

const outOfReach = "We can't reach the server right now. Check your connection and try again.";

test('an address without a practice shows a page that says so', async ({ page }) => {
  const answer = await page.goto('/no-such-practice');
  expect(answer?.status()).toBe(404);
  await expect(heading(page, "We can't find that portal")).toBeVisible();
});

test('the address without a practice says how to find one', async ({ page }) => {
  await page.goto('/');
  await expect(heading(page, "Find your practice's portal")).toBeVisible();
});

test('a page that the portal does not have leads back to the sign-in page', async ({ page }) => {
  await page.goto('/harbor/nothing/here');
  await expect(heading(page, 'There is nothing here')).toBeVisible();
  await page.getByRole('link', { name: 'Go to the sign-in page' }).click();
  await expect(heading(page, 'Harbor Counseling')).toBeVisible();
});

test('without a session, the signed-in pages lead to the sign-in page', async ({ page }) => {
  for (const path of ['/harbor/home', '/harbor/choose', '/harbor/check-mail']) {
    await page.goto(path);
    await expect(page.getByRole('button', { name: 'Send me a link' })).toBeVisible();
    await expect(page).toHaveURL(/\/harbor$/);
  }
});

test('while the server is out of reach the page says so, and what was typed is still there', async ({
  page,
  context,
  staff,
  mailbox,
}) => {
  const { email } = await staff.addClient();
  await page.goto('/harbor');
  await page.getByLabel('Your e-mail address').fill(email);
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await expect(page.getByText(/Check your connection and try again|did not load/)).toBeVisible();
  await expect(page.getByLabel('Your e-mail address')).toHaveValue(email);

  await context.setOffline(false);
  await page.reload();
  await expect(page.getByLabel('Your e-mail address')).toHaveValue(email);
  const since = new Date();
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await expect(heading(page, 'Check your mail')).toBeVisible();
  await mailbox.newestLink(email, since);
});

test('a link that is opened while the API is out of reach is not lost: one press tries it again', async ({
  page,
  staff,
  mailbox,
}) => {
  const { email } = await staff.addClient();
  const link = await getLink(page, mailbox, email);
  await page.route('**/graphql', (route) => route.abort());
  await page.goto(link);
  await expect(page.getByText(outOfReach)).toBeVisible();

  await page.unroute('**/graphql');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expectSignedIn(page, email);
});

test('a wrong answer from a proxy shows a message, and the PIN stays typed', async ({ page }) => {
  await page.route('**/graphql', (route) => route.fulfill({ status: 502, body: '<h1>Bad gateway</h1>' }));
  await page.goto('/harbor/pin');
  await page.getByLabel('Your e-mail address').fill('jamie@client.example');
  await page.getByLabel('Pin code').fill('123456');
  await page.getByRole('button', { name: 'Sign In' }).click();
  await expect(page.getByText(outOfReach)).toBeVisible();
  await expect(page.getByLabel('Pin code')).toHaveValue('123456');
});

test('a slow network shows that something is under way, and asks once', async ({ page, staff }) => {
  const { email } = await staff.addClient();
  let asked = 0;
  const held = Promise.withResolvers<void>();
  await page.route('**/graphql', async (route) => {
    if (!route.request().postData()?.includes('requestSignInLink')) return route.continue();
    asked += 1;
    await held.promise;
    return route.continue();
  });
  await page.goto('/harbor');
  await page.getByLabel('Your e-mail address').fill(email);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await expect(page.getByRole('button', { name: 'Sending…' })).toBeVisible();
  // It looks busy and can still be pressed, by an impatient person at least.
  await page.getByRole('button', { name: 'Sending…' }).click({ force: true });
  await page.getByLabel('Your e-mail address').press('Enter');
  await expect(page.getByText('Still working. Your connection seems to be slow.')).toBeVisible();

  held.resolve();
  await expect(heading(page, 'Check your mail')).toBeVisible();
  expect(asked).toBe(1);
});

test('reloading "check your mail" keeps the address and the wait', async ({ page }) => {
  await requestLink(page, 'somebody@client.example');
  await page.reload();
  await expect(page.getByText('somebody@client.example')).toBeVisible();
  await expect(page.getByRole('button', { name: /Ask again in/ })).toBeVisible();
});
