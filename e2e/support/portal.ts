import { expect, type Page } from '@playwright/test';
import type { Mailbox } from './mailbox.ts';

/** The heading of a page, which says where one is. */
export const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

/** Asks for a link on the sign-in page of a portal. */
export async function requestLink(page: Page, email: string, portal = 'harbor'): Promise<void> {
  await page.goto(`/${portal}`);
  await page.getByLabel('Your e-mail address').fill(email);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await expect(heading(page, 'Check your mail')).toBeVisible();
}

/** Asks for a link and takes it out of the mail. */
export async function getLink(page: Page, mailbox: Mailbox, email: string, portal = 'harbor'): Promise<string> {
  const since = new Date();
  await requestLink(page, email, portal);
  return mailbox.newestLink(email, since);
}

/** Signs in the way clients do. */
export async function signIn(page: Page, mailbox: Mailbox, email: string, portal = 'harbor'): Promise<void> {
  await page.goto(await getLink(page, mailbox, email, portal));
  await expectSignedIn(page, email);
}

export async function expectSignedIn(page: Page, email: string): Promise<void> {
  await expect(heading(page, 'Your portal')).toBeVisible();
  await expect(page.getByText(email)).toBeVisible();
}

/** Types an address and a PIN. */
export async function typePin(page: Page, email: string, pin: string): Promise<void> {
  await page.goto('/harbor/pin');
  await page.getByLabel('Your e-mail address').fill(email);
  await page.getByLabel('Pin code').fill(pin);
  await page.getByRole('button', { name: 'Sign In' }).click();
}

/** Expects that nobody has to scroll sideways to read the page. */
export async function expectNoHorizontalScroll(page: Page): Promise<void> {
  const tooWide = await page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect(tooWide, `${page.url()} is too wide`).toBeLessThanOrEqual(0);
}
