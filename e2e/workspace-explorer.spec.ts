import type { Page } from '@playwright/test';
import { expect, test } from './support/test.ts';
import { randomWord } from './support/staff.ts';

const desk = { viewport: { width: 1280, height: 800 } };
const makeKey = `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { token } }`;

// Whatever the policy stops fails each of these by itself.

/** Opens the explorer, and waits for its editors, which come after the page. */
async function openExplorer(page: Page): Promise<void> {
  await page.goto('/graphql/explorer');
  await expect(page.locator('.graphiql-query-editor .CodeMirror')).toContainText('apiKey');
  await expect(page.locator('.result-window .CodeMirror')).toBeAttached();
}

test('a programmer runs an example with a key, and the key ends with the tab', async ({ openWorkspace }) => {
  const name = `Explorer ${randomWord()}`;
  const page = await openWorkspace('owner');
  const answer = await page.request.post('/graphql', {
    data: { query: makeKey, variables: { input: { name, scopes: ['CLIENTS_READ'] } } },
  });
  const { token } = ((await answer.json()) as { data: { createApiKey: { token: string } } }).data.createApiKey;

  await openExplorer(page);
  const run = page.getByRole('button', { name: /^Execute query/ });
  const result = page.locator('.result-window');
  // Whoever is signed in here as staff does not act without meaning to.
  await run.click();
  await expect(result).toContainText('"apiKey": null');
  await page.getByLabel('API key').fill(token);
  await run.click();
  await expect(result).toContainText(name);
  await page.reload();
  await expect(page.getByLabel('API key')).toHaveValue(token);
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(token);

  const other = await page.context().newPage();
  await other.goto('/graphql/explorer');
  await expect(other.getByLabel('API key')).toHaveValue('');
});

test('the explorer shows the documentation of every field, and its other views open as well', async ({
  openBrowser,
}) => {
  const page = await openBrowser(desk);
  // Who opens the API itself gets here, and a key that does not work hides nothing.
  await page.goto('/graphql');
  await page.getByLabel('API key').fill('plk_wrong');
  await page.reload();
  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  await page.getByRole('link', { name: 'Mutation', exact: true }).click();
  await expect(page.getByText('Adds a client to your practice.')).toBeVisible();

  await page.getByRole('button', { name: 'Show History' }).click();
  await page.getByRole('button', { name: 'Open settings dialog' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Dark' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Open short keys dialog' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');

  await page.locator('.graphiql-query-editor .CodeMirror').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Control+Space');
  await expect(page.locator('.CodeMirror-hints')).toBeVisible();
});

test('on a phone, the answer stands below the query and can be read', async ({ openBrowser }) => {
  const page = await openBrowser({ viewport: { width: 360, height: 740 } });
  await openExplorer(page);
  await page.getByRole('button', { name: /^Execute query/ }).click();
  const result = page.locator('.result-window');
  await expect(result).toContainText('"apiKey": null');
  expect((await result.boundingBox())?.width).toBeGreaterThan(200);
});

test('neither the portal nor the workspace loads anything of the explorer', async ({ openWorkspace }) => {
  const page = await openWorkspace('owner');
  const files: string[] = [];
  page.on('request', (request) => void files.push(request.url()));
  await page.goto('/harbor', { waitUntil: 'networkidle' });
  await page.goto('/staff', { waitUntil: 'networkidle' });
  expect(files.length).toBeGreaterThan(4);
  expect(files.filter((url) => url.includes('explorer'))).toEqual([]);
});
