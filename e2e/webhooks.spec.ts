import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { heading } from './support/portal.ts';
import { randomWord } from './support/staff.ts';
import { expect, test } from './support/test.ts';

test('an owner adds a webhook, and sees its deliveries', async ({ openWorkspace, expectAccessible, staff }) => {
  let status = 503;
  const heard: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece) => (body += String(piece)));
    request.on('end', () => {
      heard.push((JSON.parse(body) as { type: string }).type);
      response.writeHead(status).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const name = `Booking ${randomWord()}`;

  const page = await openWorkspace('owner');
  await page.goto('/staff/settings/webhooks');
  await expect(heading(page, 'Webhooks').first()).toBeVisible();
  await page.getByRole('button', { name: 'Add webhook' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Address').fill('https://169.254.169.254/latest');
  await dialog.getByLabel('Pin code generated').check();
  await dialog.getByRole('button', { name: 'Add webhook' }).click();
  await expect(dialog.getByText('This address is not on the public internet.')).toBeVisible();
  await dialog.getByLabel('Address').fill(`http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`);
  await dialog.getByLabel('Note').fill(name);
  await dialog.getByRole('button', { name: 'Add webhook' }).click();
  await expect(page.getByRole('heading', { name })).toBeVisible();

  await page.getByRole('button', { name: 'Send a test event' }).click();
  await expect(page.getByText('It answered with status 503.')).toBeVisible();
  status = 204;
  await page.getByRole('button', { name: 'Send again: webhook.test' }).click();
  const log = page.getByRole('region', { name: 'What was sent' });
  await expect(log.getByRole('listitem').getByText('Delivered')).toBeVisible();

  await staff.generatePin(await staff.addClient());
  await expect.poll(() => heard).toContain('pin.generated');
  await page.reload();
  await expect(log.getByRole('listitem').first().getByText('pin.generated', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Show secret' }).click();
  await expect(page.getByText(/^whsec_/)).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Remove…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('Webhook removed.')).toBeVisible();
  await expect(page.getByRole('link', { name })).toHaveCount(0);
  server.closeAllConnections();
  server.close();
});

test('only owners see webhooks', async ({ openWorkspace }) => {
  const page = await openWorkspace('clinician');
  await page.goto('/staff/settings/webhooks');
  await expect(page.getByText(/The owner of the practice decides/)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Webhooks' })).toHaveCount(0);
});
