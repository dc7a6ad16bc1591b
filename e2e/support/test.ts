import { randomInt } from 'node:crypto';
import { AxeBuilder } from '@axe-core/playwright';
import { type BrowserContext, type BrowserContextOptions, expect, type Page, test as base } from '@playwright/test';
import { Mailbox } from './mailbox.ts';
import { Staff, type StaffRole, staffCookie } from './staff.ts';

interface Fixtures {
  mailbox: Mailbox;
  /** The owner of Harbor Counseling, through the API. */
  staff: Staff;
  /** Opens another browser, for another person. */
  openBrowser: (options?: BrowserContextOptions) => Promise<Page>;
  /** Opens a desktop browser that is signed in to the workspace. */
  openWorkspace: (role?: StaffRole, options?: BrowserContextOptions) => Promise<Page>;
  /** Expects that axe finds no violation on the page, in light and in dark colors. */
  expectAccessible: (page: Page) => Promise<void>;
  /** Errors and violations of the content security policy; a test fails when it has any. */
  problems: string[];
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

  extraHTTPHeaders: async ({}, use) => use({ 'x-forwarded-for': randomAddress() }),

  problems: [
    async ({}, use) => {
      const problems: string[] = [];
      await use(problems);
      expect(problems).toEqual([]);
    },
    { auto: true },
  ],

  context: async ({ context, baseURL, problems }, use) => {
    watch(context, baseURL ?? '', problems);
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
      extraHTTPHeaders: { cookie: `${name}=${value}`, 'x-forwarded-for': randomAddress() },
    });
    await use(new Staff(request));
    await request.dispose();
  },

  openBrowser: async ({ browser, baseURL, problems }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (options) => {
      const context = await browser.newContext(options);
      contexts.push(context);
      watch(context, baseURL ?? '', problems);
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
      // Legacy mode checks the page only; otherwise axe opens a second page each time, for frames of other origins.
      await expectNoViolations(page, new AxeBuilder({ page }).setLegacyMode());
      await page.emulateMedia({ colorScheme: 'dark' });
      // All that changes with the colors.
      await expectNoViolations(page, new AxeBuilder({ page }).setLegacyMode().withRules(['color-contrast']));
      await page.emulateMedia({ colorScheme: 'light' });
    });
  },
});

export { expect } from '@playwright/test';

async function expectNoViolations(page: Page, axe: AxeBuilder): Promise<void> {
  // Colors are checked when transitions have ended; endless animations, such as a spinner, are not awaited.
  await page.evaluate(async () => {
    const moves = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(moves.map(({ finished }) => finished));
  });
  const { violations } = await axe.analyze();
  const found = violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map((node) => node.target) }));
  expect(found, page.url()).toEqual([]);
}

/** Collects violations of the content security policy, errors, and requests to other origins. */
function watch(context: BrowserContext, origin: string, problems: string[]): void {
  context.on('console', (message) => {
    if (/content security policy/i.test(message.text())) problems.push(message.text());
  });
  context.on('weberror', (error) => problems.push(String(error.error())));
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== origin) problems.push(`asked ${url.origin}`);
  });
}

/** An address of the block that RFC 2544 reserves for benchmarks. */
function randomAddress() {
  return `198.18.${randomInt(256)}.${randomInt(1, 255)}`;
}
