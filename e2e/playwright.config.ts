import { defineConfig, devices } from '@playwright/test';
import { findChromium } from '../scripts/lib/chromium.mjs';

const executablePath = findChromium();

// Chromium's sandbox does not work for root. The others keep it from calling home, and from computing what a
// graphics card would.
const args = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
  '--disable-gpu',
];

const phone = {
  ...devices['Pixel 7'],
  viewport: { width: 360, height: 740 },
  screen: { width: 360, height: 740 },
};
const desktop = { ...devices['Desktop Chrome'], viewport: { width: 1280, height: 800 } };

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  globalSetup: './support/product.ts',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    launchOptions: { args, ...(executablePath && { executablePath }) },
    locale: 'en-US',
    timezoneId: 'America/New_York',
    screenshot: 'only-on-failure',
  },
  projects: [
    {
      name: 'phone',
      testIgnore: ['workspace-*.spec.ts', 'keyboard.spec.ts'],
      grepInvert: /@desktop|@slow/,
      use: phone,
    },
    {
      name: 'desktop',
      // What a wide screen and a keyboard change; the portal's other flows are the same everywhere.
      testMatch: ['workspace-*.spec.ts', 'keyboard.spec.ts', 'invitation.spec.ts', 'pin.spec.ts', 'accessible.spec.ts'],
      grepInvert: /@phone|@slow/,
      use: desktop,
    },
    // What `npm test` does not look at: the width that fewer people have, and all that is about the whole practice.
    { name: 'phone-slow', testMatch: 'accessible.spec.ts', grep: /@desktop|@slow/, use: phone },
    { name: 'desktop-slow', testMatch: 'accessible.spec.ts', grep: /@phone|@slow/, use: desktop },
  ],
});
