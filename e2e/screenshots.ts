import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, devices } from '@playwright/test';
import { generatedPin } from './support/client-portal-tab.ts';
import config from './playwright.config.ts';
import startProduct from './support/product.ts';
import { staffCookie } from './support/staff.ts';

// The pictures of the README: a new demo, looked at the way a client and a clinician do.

const folder = fileURLToPath(new URL('../docs/images/', import.meta.url));

async function portalOnPhone(browser: Browser, origin: string): Promise<void> {
  const page = await browser.newPage({
    ...devices['Pixel 7'],
    viewport: { width: 360, height: 640 },
    deviceScaleFactor: 2,
  });
  await page.goto(`${origin}/harbor`);
  await page.getByLabel('Your e-mail address').waitFor();
  await page.screenshot({ path: `${folder}portal-phone.png` });
}

async function clientPortalTab(browser: Browser, origin: string): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: 1200, height: 900 },
    locale: 'en-US',
    timezoneId: 'America/New_York',
  });
  await context.addCookies([staffCookie('clinician', origin)]);
  const page = await context.newPage();
  await page.goto(`${origin}/staff/clients?search=rivera`);
  await page.getByRole('link', { name: 'Jamie Rivera' }).click();
  await page.getByRole('link', { name: 'Client Portal', exact: true }).click();
  await page.getByRole('button', { name: 'Generate Pin Code' }).click();
  await generatedPin(page);
  await page.getByText('Pin code generated').first().waitFor();
  await page.screenshot({ path: `${folder}client-portal-tab.png` });
}

mkdirSync(folder, { recursive: true });
const stop = await startProduct();
const browser = await chromium.launch(config.use?.launchOptions);
try {
  const origin = process.env['PORCHLIGHT_ORIGIN'] ?? '';
  await portalOnPhone(browser, origin);
  await clientPortalTab(browser, origin);
} finally {
  await browser.close();
  await stop();
}
