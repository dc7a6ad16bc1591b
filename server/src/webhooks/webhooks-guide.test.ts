import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Webhook } from 'standardwebhooks';
import { expect, test, vi } from 'vitest';
import { postWebhook } from './post-webhook.ts';
import { webhookEvents } from './webhook-events.ts';

const guide = readFileSync(new URL('../../../docs/api/webhooks.md', import.meta.url), 'utf8');

test('the guide describes every event there is, and no other', () => {
  const rows = [...guide.matchAll(/^\| `([a-z]+\.[a-z_]+)`/gm)].map(([, event = '']) => event);
  expect(rows.toSorted()).toEqual(webhookEvents.toSorted());
});

test("the guide's receiver takes what is signed, once, and nothing else", async () => {
  const code = /```js\n(.*?)```/s.exec(guide)?.[1] ?? '';
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-guide-'));
  symlinkSync(fileURLToPath(new URL('../../node_modules', import.meta.url)), join(folder, 'node_modules'));
  const file = join(folder, 'receiver.mjs');
  writeFileSync(file, code);
  const secret = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
  vi.stubEnv('WEBHOOK_SECRET', secret);
  const said = vi.spyOn(console, 'log').mockImplementation(() => undefined);

  const { server } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as { server: Server };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const body = /```json\n(.*?)```/s.exec(guide)?.[1] ?? '';
  const send = async (key: string, at = new Date()) => {
    const headers = {
      'webhook-id': 'one',
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': `${new Webhook(secret.replace('C', 'D')).sign('one', at, body)} ${new Webhook(key).sign('one', at, body)}`,
    };
    return (await postWebhook(url, { headers, body }, { httpsOnly: false, allowedNetworks: ['127.0.0.1'] })).status;
  };

  expect(await send(`whsec_${Buffer.alloc(32, 8).toString('base64')}`)).toBe(401);
  expect(await send(secret, new Date(Date.now() - 10 * 60_000))).toBe(401);
  expect(await send(secret)).toBe(204);
  expect(await send(secret)).toBe(204);
  expect(said.mock.calls).toEqual([['pin.generated', 'generated']]);
  server.close();
  rmSync(folder, { recursive: true });
});
