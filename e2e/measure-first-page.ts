import { type Browser, chromium, devices } from '@playwright/test';
import config from './playwright.config.ts';
import startProduct from './support/product.ts';

// When the form of the portal's first page can be used on a slow phone: a processor a quarter as fast
// as this machine's, and slow 4G as Lighthouse's throttling in the browser has it.

const loads = 7;
const slow4G = { offline: false, latency: 562.5, downloadThroughput: 184_320, uploadThroughput: 84_375 };

/** Milliseconds from the start of the navigation, with nothing in the cache. */
async function usableAfter(browser: Browser, origin: string): Promise<number> {
  const context = await browser.newContext({ ...devices['Pixel 7'], viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', slow4G);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.addInitScript(() => {
    new MutationObserver((_changes, observer) => {
      if (!document.querySelector('input[type="email"]')) return;
      Object.assign(window, { usableAt: performance.now() });
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(`${origin}/harbor`);
  await page.getByLabel('Your e-mail address').waitFor();
  const at = await page.evaluate(() => (window as unknown as { usableAt: number }).usableAt);
  await context.close();
  return at;
}

const stop = await startProduct();
const browser = await chromium.launch(config.use?.launchOptions);
try {
  const origin = process.env['PORCHLIGHT_ORIGIN'] ?? '';
  const times: number[] = [];
  for (let n = 0; n < loads; n += 1) times.push(await usableAfter(browser, origin));
  const [least = 0, ...rest] = times.toSorted((a, b) => a - b);
  const median = rest[Math.floor(rest.length / 2) - 1] ?? least;
  const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(2);
  process.stdout.write(
    `The form can be used after ${seconds(median)} s (median of ${loads}; ${seconds(least)} to ${seconds(rest.at(-1) ?? least)} s).\n`,
  );
} finally {
  await browser.close();
  await stop();
}
