import type { Locator, Page } from '@playwright/test';
import { expect } from './test.ts';

/** A row of a person's portal access on the Client Portal tab: "Address", "Invitation", "Pin code". */
export const row = (page: Page, name: string): Locator =>
  page.locator('dl > div').filter({ has: page.getByText(name, { exact: true }) });

/** Waits for the digits of a PIN that was just generated, as they are read out. */
export async function generatedPin(page: Page): Promise<string> {
  const digits = row(page, 'Pin code').getByText(/^\d( \d){5}$/);
  await expect(digits).toBeVisible();
  return (await digits.innerText()).replaceAll(' ', '');
}
