import { heading } from './support/portal.ts';
import { expect, test } from './support/test.ts';

test("the portal's first page loads nothing of the workspace, and little of anything", async ({ page }) => {
  const files: { url: string; bytes: number }[] = [];
  page.on('response', async (response) => {
    const bytes = Number(response.headers()['content-length'] ?? 0);
    files.push({ url: new URL(response.url()).pathname, bytes });
  });
  await page.goto('/harbor', { waitUntil: 'networkidle' });
  await expect(heading(page, 'Harbor Counseling')).toBeVisible();

  expect(files.map(({ url }) => url).filter((url) => /workspace|staff/.test(url))).toEqual([]);
  const kilobytes = files.reduce((sum, { bytes }) => sum + bytes, 0) / 1024;
  expect(kilobytes).toBeGreaterThan(50);
  expect(kilobytes).toBeLessThan(180);
});

test("the portal's first page is there before its data operations are, and before any answer of the API", async ({
  page,
}) => {
  await page.route('**/graphql', () => undefined);
  await page.goto('/harbor', { waitUntil: 'commit' });
  await expect(heading(page, 'Harbor Counseling')).toBeVisible();
  await expect(page.getByLabel('Your e-mail address')).toBeEditable();
  await expect(page.getByRole('link', { name: '(617) 555-0134' })).toBeVisible();
});

test('nothing on the first page moves while it comes', async ({ page }) => {
  await page.addInitScript(() => {
    const moved: number[] = [];
    Object.assign(window, { moved });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) moved.push((entry as unknown as { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto('/harbor', { waitUntil: 'networkidle' });
  await expect(page.getByLabel('Your e-mail address')).toBeEditable();
  expect(await page.evaluate(() => (window as unknown as { moved: number[] }).moved)).toEqual([]);
});

for (const [encoding, most] of [
  ['gzip', 82],
  ['br', 72],
] as const) {
  test(`the scripts that the form needs stay within ${most} KB in ${encoding}`, async ({ baseURL }) => {
    const html = await (await fetch(new URL('/harbor', baseURL))).text();
    const scripts = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(([, path = '']) => path);
    expect(scripts.length).toBeGreaterThan(2);
    let bytes = 0;
    for (const script of scripts) {
      const { headers } = await fetch(new URL(script, baseURL), { headers: { 'accept-encoding': encoding } });
      const length = Number(headers.get('content-length'));
      // What fits into one packet gains nothing by it.
      if (length > 1400) expect(headers.get('content-encoding')).toBe(encoding);
      expect(headers.get('cache-control')).toContain('immutable');
      bytes += length;
    }
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(most * 1024);
  });
}
