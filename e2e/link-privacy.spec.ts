import { expectSignedIn, getLink } from './support/portal.ts';
import { expect, test } from './support/test.ts';

test('the token of a link is in no address, no request and no history once the page is there', async ({
  page,
  staff,
  mailbox,
}) => {
  const { email } = await staff.addClient();
  const link = await getLink(page, mailbox, email);
  const token = new URL(link).hash.slice(1);
  expect(token.length).toBeGreaterThan(40);

  const seen: string[] = [];
  page.on('request', (request) => seen.push(request.url(), JSON.stringify(request.headers())));
  page.on('framenavigated', (frame) => void (frame.url().endsWith(`#${token}`) || seen.push(frame.url())));
  await page.goto(link);
  await expectSignedIn(page, email);

  expect(seen.filter((each) => each.includes(token))).toEqual([]);
  expect(page.url()).not.toContain('#');
  expect(await page.evaluate(() => document.referrer)).toBe('');
  expect(await page.content()).not.toContain(token);
  const kept = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }, history.state]));
  expect(kept).not.toContain(token);

  await page.goto('/harbor');
  for (let n = 0; n < 4; n += 1) {
    await page.goBack().catch(() => null);
    expect(page.url()).not.toContain(token);
  }
});

test('a scanner that fetches every address in the mail, again and again, burns nothing', async ({
  page,
  staff,
  mailbox,
  request,
}) => {
  const { email } = await staff.addClient();
  const since = new Date();
  const link = await getLink(page, mailbox, email);
  const { links, html } = await mailbox.newest(email, since);
  const found = [...html.matchAll(/(?:href|src)="(https?:[^"]+)"/g)].map(([, url = '']) =>
    url.replaceAll('&amp;', '&'),
  );
  const addresses = new Set([...links, ...found]);
  expect(addresses).toContain(link);

  for (const address of addresses) {
    for (let n = 0; n < 10; n += 1) {
      expect((await request.get(address)).status()).toBe(200);
      await request.head(address);
    }
  }

  await page.goto(link);
  await expectSignedIn(page, email);
});

test('a browser that never shows the page does not use the link up', async ({ page, openBrowser, staff, mailbox }) => {
  const { email } = await staff.addClient();
  const link = await getLink(page, mailbox, email);
  const preview = await openBrowser();
  await preview.addInitScript(() =>
    Object.defineProperty(Document.prototype, 'visibilityState', { get: () => 'hidden', configurable: true }),
  );
  await preview.goto(link);
  await expect(preview.getByText('Signing you in…')).toBeVisible();
  await preview.close();

  await page.goto(link);
  await expectSignedIn(page, email);
});
