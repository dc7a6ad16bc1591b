import type { Page } from '@playwright/test';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { requestLink } from './support/portal.ts';
import { expect, test } from './support/test.ts';

/** Line breaks are where there is room, which is not the same on paper. */
const close = (text: string) => text.replace(/\s+/g, '');

/** What is to be read on the page now, piece by piece. */
const words = async (page: Page, selectors: string): Promise<string[]> =>
  (await page.locator(selectors).allInnerTexts()).filter((text) => text.trim() !== '');

test('the pictures in the guide for clients say what the real pages say', async ({ page, request }) => {
  const answer = await request.get('/harbor/guide.pdf');
  expect(answer.headers()['content-type']).toBe('application/pdf');
  const document = await getDocument({ data: new Uint8Array(await answer.body()), verbosity: 0 }).promise;
  expect(document.numPages).toBe(1);
  const { items } = await (await document.getPage(1)).getTextContent();
  const guide = close(items.map((item) => ('str' in item ? item.str : '')).join(''));

  await page.goto('/harbor');
  const signIn = await words(page, 'main h1, main h1 + p, main label, main form button');
  await requestLink(page, 'you@example.com');
  await page.getByText('Try these tips').click();
  const checkMail = await words(
    page,
    'main h1, main h1 + div p, main summary, main li, main details p, main details a',
  );
  await page.getByRole('link', { name: 'Sign In via Pin code' }).click();
  const pin = await words(
    page,
    'main h1, main h1 + div p:first-child, main label, main label + p, main form button, main h1 + div a',
  );

  expect([signIn.length, checkMail.length, pin.length]).toEqual([4, 9, 7]);
  for (const text of [...signIn, ...checkMail, ...pin]) {
    expect(guide, `the guide says: ${text}`).toContain(close(text));
  }
});
