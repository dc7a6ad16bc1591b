import { expect, test } from './support/test.ts';
import { randomWord } from './support/staff.ts';

test('an owner makes an API key, copies it when it is shown once, and revokes it', async ({
  openWorkspace,
  expectAccessible,
  baseURL,
  staff,
}) => {
  const client = await staff.addClient();
  const name = `Web site ${randomWord()}`;
  const workspace = await openWorkspace('owner');
  await workspace.goto('/staff/settings/api');
  await workspace.getByRole('button', { name: 'Create API key' }).click();
  const dialog = workspace.getByRole('dialog', { name: 'Create API key' });
  await expect(dialog.getByLabel('Name')).toBeFocused();
  await expectAccessible(workspace);

  await dialog.getByRole('button', { name: 'Create key' }).click();
  await expect(dialog.getByText('Please fill in the name.')).toBeVisible();
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('button', { name: 'Create key' }).click();
  await expect(dialog.getByText('Choose at least one thing that the key may do.')).toBeVisible();
  await dialog.getByLabel('See clients').check();
  await dialog.getByRole('button', { name: 'Create key' }).click();

  await expect(workspace.getByRole('heading', { name: `Copy the key “${name}” now` })).toBeFocused();
  const token = await workspace.getByText(/^plk_\w+$/).innerText();
  await expectAccessible(workspace);

  const ask = async (query: string) => {
    const answer = await fetch(`${baseURL}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query }),
    });
    return { status: answer.status, body: await answer.text() };
  };
  const read = `{ client(id: "${client.clientId}") { name } }`;
  expect(await ask(read)).toMatchObject({ status: 200, body: expect.stringContaining(client.name) });
  expect((await ask('{ practice { name } }')).body).toContain('practice:read');

  await workspace.getByRole('button', { name: 'I have copied it' }).click();
  await workspace.reload();
  const line = workspace.getByRole('listitem').filter({ hasText: name });
  await expect(line).toContainText(token.slice(0, 8));
  await expect(line).toContainText('See clients');
  await expect(line).toContainText('last used');
  await expect(workspace.locator('body')).not.toContainText(token);

  await line.getByRole('button', { name: `Revoke: ${name}` }).click();
  await workspace.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(workspace.getByText(`The key “${name}” is revoked.`)).toBeVisible();
  expect((await ask(read)).status).toBe(401);
  await workspace.getByText('Revoked keys').click();
  await expect(workspace.getByRole('listitem').filter({ hasText: name })).toContainText('revoked');
  await expectAccessible(workspace);
});

test('a clinician sees who can make keys, and no keys', async ({ openWorkspace }) => {
  const workspace = await openWorkspace('clinician');
  await workspace.goto('/staff/settings');
  await expect(workspace.getByRole('link', { name: 'Practice Details' }).first()).toBeVisible();
  await expect(workspace.getByRole('link', { name: 'API' })).toHaveCount(0);
  await workspace.goto('/staff/settings/api');
  await expect(workspace.getByText('The owner of the practice makes the keys for programs.')).toBeVisible();
});
