import { randomInt } from 'node:crypto';
import { AxeBuilder } from '@axe-core/playwright';
import { type BrowserContext, type BrowserContextOptions, expect, type Page, test as base } from '@playwright/test';
import { Mailbox } from './mailbox.ts';
import { Staff, type StaffRole, staffCookie } from './staff.ts';

interface Fixtures {
  mailbox: Mailbox;
  /** The owner of Harbor Counseling, through the API. */
  staff: Staff;
  /** Opens a browser of its own, which another person has before them. */
  openBrowser: (options?: BrowserContextOptions) => Promise<Page>;
  /** Opens a browser on a desk, signed in to the workspace. */
  openWorkspace: (role?: StaffRole, options?: BrowserContextOptions) => Promise<Page>;
  /** Expects that axe finds nothing to complain about on the page as it is now, in light colors and in dark ones. */
  expectAccessible: (page: Page) => Promise<void>;
  /** What no page may ever do; each test fails when its pages did. */
  wrongs: string[];
}

const desk: BrowserContextOptions = {
  viewport: { width: 1280, height: 800 },
  isMobile: false,
  hasTouch: false,
  deviceScaleFactor: 1,
};

/** Playwright's test, against the running product. */
export const test = base.extend<Fixtures>({
  baseURL: async ({}, use) => use(process.env['PORCHLIGHT_ORIGIN']),

  extraHTTPHeaders: async ({}, use) => use({ 'x-forwarded-for': someAddress() }),

  wrongs: [
    async ({}, use) => {
      const wrongs: string[] = [];
      await use(wrongs);
      expect(wrongs).toEqual([]);
    },
    { auto: true },
  ],

  context: async ({ context, baseURL, wrongs }, use) => {
    watch(context, baseURL ?? '', wrongs);
    await use(context);
  },

  mailbox: async ({ playwright, baseURL }, use) => {
    const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
    await use(new Mailbox(request));
    await request.dispose();
  },

  staff: async ({ playwright, baseURL }, use) => {
    const { name, value } = staffCookie('owner', baseURL ?? '');
    const request = await playwright.request.newContext({
      ...(baseURL && { baseURL }),
      extraHTTPHeaders: { cookie: `${name}=${value}`, 'x-forwarded-for': someAddress() },
    });
    await use(new Staff(request));
    await request.dispose();
  },

  openBrowser: async ({ browser, baseURL, wrongs }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (options) => {
      const context = await browser.newContext(options);
      contexts.push(context);
      watch(context, baseURL ?? '', wrongs);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },

  openWorkspace: async ({ openBrowser, baseURL }, use) => {
    await use(async (role = 'clinician', options = desk) => {
      const page = await openBrowser(options);
      await page.context().addCookies([staffCookie(role, baseURL ?? '')]);
      return page;
    });
  },

  expectAccessible: async ({}, use) => {
    await use(async (page) => {
      // Legacy mode looks at a page by itself; the other way opens a second one each time, for frames from elsewhere.
      await expectNothingFound(page, new AxeBuilder({ page }).setLegacyMode());
      await page.emulateMedia({ colorScheme: 'dark' });
      // All that changes with the colors.
      await expectNothingFound(page, new AxeBuilder({ page }).setLegacyMode().withRules(['color-contrast']));
      await page.emulateMedia({ colorScheme: 'light' });
    });
  },
});

export { expect } from '@playwright/test';

async function expectNothingFound(page: Page, axe: AxeBuilder): Promise<void> {
  // A color on its way to another is neither; what never stops, like a spinner, is not waited for.
  await page.evaluate(async () => {
    const moves = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(moves.map(({ finished }) => finished));
  });
  const { violations } = await axe.analyze();
  const found = violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map((node) => node.target) }));
  expect(found, page.url()).toEqual([]);
}

/** Notes what the Content Security Policy stopped, what broke, and every request that leaves the product. */
function watch(context: BrowserContext, origin: string, wrongs: string[]): void {
  context.on('console', (message) => {
    if (/content security policy/i.test(message.text())) wrongs.push(message.text());
  });
  context.on('weberror', (error) => wrongs.push(String(error.error())));
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== origin) wrongs.push(`asked ${url.origin}`);
  });
}

/** An address of the block that is set aside for measuring networks (RFC 2544): it is nobody's. */
function someAddress() {
  return `198.18.${randomInt(256)}.${randomInt(1, 255)}`;
}
