import type { Page } from '@playwright/test';
import { generatedPin } from './support/client-portal-tab.ts';
import { expectSignedIn, heading } from './support/portal.ts';
import { expect, test } from './support/test.ts';

/** Presses Tab until what has the focus goes by this name, as somebody without a mouse does. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let n = 0; n < 20; n += 1) {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    const label = await focused.evaluate((element) => {
      const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
      return (element.getAttribute('aria-label') ?? labels[0]?.textContent ?? element.textContent ?? '').trim();
    });
    if (typeof name === 'string' ? label === name : name.test(label)) return expectVisibleFocus(page);
  }
  throw new Error(`Tab never reaches ${String(name)}`);
}

async function expectVisibleFocus(page: Page): Promise<void> {
  const width = await page.locator(':focus').evaluate((element) => getComputedStyle(element).outlineWidth);
  expect(Number.parseFloat(width)).toBeGreaterThanOrEqual(2);
}

test('a client signs in with the keyboard alone: by PIN, through the tips', async ({ page, staff }) => {
  const client = await staff.addClient();
  const digits = await staff.generatePin(client);
  await page.goto('/harbor');
  await tabTo(page, 'Your e-mail address');
  await page.keyboard.type(client.email);
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Check your mail')).toBeFocused();

  await tabTo(page, 'Try these tips');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Sign In via Pin code');
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Sign in with a Pin code')).toBeFocused();
  await tabTo(page, 'Pin code');
  await page.keyboard.type(digits);
  await page.keyboard.press('Enter');
  await expectSignedIn(page, client.email);

  await tabTo(page, 'Sign out everywhere');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Not now' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Sign out everywhere' })).toBeFocused();
});

test('a clinician finds a client and generates a PIN with the keyboard alone', async ({ openWorkspace, staff }) => {
  const client = await staff.addClient();
  const page = await openWorkspace();
  await page.goto('/staff/clients');
  await expect(heading(page, 'Clients')).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByLabel('Search clients')).toBeFocused();
  await page.keyboard.type(client.email);
  await expect(page.getByText('1 client found')).toBeVisible();
  await tabTo(page, client.name);
  await page.keyboard.press('Enter');
  await expect(heading(page, client.name)).toBeVisible();

  await tabTo(page, 'Client Portal');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Generate Pin Code' })).toBeVisible();
  await tabTo(page, 'Generate Pin Code');
  await page.keyboard.press('Enter');
  await generatedPin(page);
});
