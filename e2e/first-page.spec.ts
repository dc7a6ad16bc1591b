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
