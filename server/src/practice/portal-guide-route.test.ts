import { decodeQR } from 'qr/decode.js';
import { beforeAll, expect, test } from 'vitest';
import { openPractice, sharedProduct, signInAsStaff, type TestPractice, type TestProduct } from '../../test/product.ts';

let product: TestProduct;
let practice: TestPractice;

beforeAll(async () => {
  product = await sharedProduct();
  practice = await openPractice(product);
});

const get = (url: string, headers: Record<string, string> = {}) => product.app.inject({ method: 'GET', url, headers });

test('the guide is there for everyone, and asked for again only when something changed', async () => {
  const url = `/${practice.slug}/guide.pdf`;
  const first = await get(url);
  expect(first.statusCode).toBe(200);
  expect(first.headers).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="${practice.slug}-portal-guide.pdf"`,
    'x-content-type-options': 'nosniff',
  });
  expect(first.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');

  const again = await get(url, { 'if-none-match': String(first.headers.etag) });
  expect([again.statusCode, again.body]).toEqual([304, '']);

  const owner = await signInAsStaff(product, practice.ownerEmail);
  const saved = await owner.execute(
    `mutation ($input: UpdatePracticeInput!) { updatePractice(input: $input) { __typename } }`,
    {
      input: {
        version: 1,
        name: 'Harbor Counseling',
        mailName: 'Harbor Counseling',
        phone: '(617) 555-0199',
        timeZone: 'America/New_York',
        slug: practice.slug,
        linkLifetimeMinutes: 1440,
        pinLifetimeMinutes: 1440,
      },
    },
  );
  expect(saved.data.updatePractice.__typename).toBe('Practice');
  const changed = await get(url, { 'if-none-match': String(first.headers.etag) });
  expect(changed.statusCode).toBe(200);
  expect(changed.headers.etag).not.toBe(first.headers.etag);
});

test('the QR code opens the portal', async () => {
  const answer = await get(`/${practice.slug}/qr.svg`);
  expect(answer.headers['content-type']).toBe('image/svg+xml');
  const size = Number(/viewBox="0 0 (\d+)/.exec(answer.body)?.[1]);
  // The picture as a camera sees it: each dot four pixels wide, dark where the path has a dot.
  const scale = 4;
  const side = size * scale;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y] of answer.body.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let dot = 0; dot < scale * scale; dot += 1) {
      const pixel = (Number(y) * scale + Math.floor(dot / scale)) * side + Number(x) * scale + (dot % scale);
      data.fill(0, pixel * 4, pixel * 4 + 3);
    }
  }
  expect(decodeQR({ width: side, height: side, data })).toBe(`http://localhost:4000/${practice.slug}`);
});

test.each(['guide.pdf', 'qr.svg'])('nobody has a %s at an address that is no portal', async (file) => {
  for (const slug of ['nobody-here', 'staff', 'graphql', '%00', '..%2f', 'A'.repeat(300)]) {
    expect((await get(`/${slug}/${file}`)).statusCode).toBe(404);
  }
});
