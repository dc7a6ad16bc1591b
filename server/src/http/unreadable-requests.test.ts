import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestProduct, type TestProduct } from '../../test/product.ts';

let product: TestProduct;

beforeAll(async () => {
  product = await openTestProduct({ PUBLIC_ORIGIN: 'https://portal.example.org', JOBS: 'off' });
  await product.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => product.close());

/** Sends this and nothing more, keeps the connection open, and reads until the server closes it. */
async function send(bytes: string): Promise<string> {
  const { port } = product.app.server.address() as AddressInfo;
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  await once(socket, 'connect');
  socket.write(bytes);
  const answer = await text(socket);
  socket.destroy();
  return answer;
}

const slowBody =
  'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"query"';
const slowUpload =
  'POST /staff/imports HTTP/1.1\r\nhost: x\r\ncontent-type: text/csv\r\ntransfer-encoding: chunked\r\n\r\n';

test('requests have two minutes to arrive, as a long list over a slow line needs, and their headers ten seconds', () => {
  const { requestTimeout, headersTimeout } = product.app.server;
  expect({ requestTimeout, headersTimeout }).toEqual({ requestTimeout: 120_000, headersTimeout: 10_000 });
});

test.each([
  ['no HTTP', 400, 'whatever\r\n\r\n'],
  ['a header that no request may have', 400, 'GET / HTTP/1.1\r\nhost: x\r\nbad header\r\n\r\n'],
  ['two lengths of a body', 400, 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n'],
  ['headers that are too large', 431, `GET / HTTP/1.1\r\nhost: x\r\na: ${'a'.repeat(20_000)}\r\n\r\n`],
  ['headers that never end', 408, 'GET / HTTP/1.1\r\nhost: x\r\n'],
  ['a body that never ends', 408, slowBody],
])('%s is cut off with %i, one plain sentence and every header that keeps it safe', async (_, status, bytes) => {
  Object.assign(product.app.server, { requestTimeout: 300, headersTimeout: 300 });
  const [head = '', body = ''] = (await send(bytes)).split('\r\n\r\n');
  const { headers } = await product.app.inject('/healthz');
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [A-Z]`));
  for (const name of [
    'content-security-policy',
    'x-content-type-options',
    'referrer-policy',
    'strict-transport-security',
  ])
    expect(head.toLowerCase()).toContain(`${name}: ${String(headers[name])}`.toLowerCase());
  expect(head.toLowerCase()).toContain(`content-length: ${Buffer.byteLength(body)}`);
  expect(JSON.parse(body)).toEqual({ error: expect.stringMatching(/^[A-Z][^\n{}]+\.$/) });
});

test('whoever may not upload is cut off, too, when the file never ends', async () => {
  Object.assign(product.app.server, { requestTimeout: 300, headersTimeout: 300 });
  expect(await send(slowUpload)).toMatch(/^HTTP\/1\.1 401 /);
});
