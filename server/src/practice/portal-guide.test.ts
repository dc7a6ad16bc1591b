import { readFileSync } from 'node:fs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, test } from 'vitest';
import { portalGuide } from './portal-guide.ts';
import { colors } from './pdf-drawing.ts';
import { pageTexts, typedAddress } from './portal-guide-texts.ts';

const harbor = {
  name: 'Harbor Counseling',
  mailName: 'Harbor',
  phone: '(617) 555-0134',
  url: 'https://portal.example/harbor',
  linkLifetimeMinutes: 1440,
  pinLifetimeMinutes: 90,
};

/** What a reader sees of a PDF. */
async function read(pdf: Buffer) {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const page = await document.getPage(1);
  const [, , width = 0, height = 0] = page.view;
  const { items } = await page.getTextContent();
  const pieces = items.filter((item) => 'str' in item);
  const places = pieces.map(({ transform }) => ({ x: Number(transform[4]), y: Number(transform[5]) }));
  const text = pieces
    .map(({ str }) => str)
    .join(' ')
    .replace(/\s+/g, ' ');
  const info = (await document.getMetadata()).info as { Title?: string };
  const found = {
    pages: document.numPages,
    width,
    height,
    text,
    places,
    title: info.Title,
    annotations: await page.getAnnotations(),
  };
  await document.loadingTask.destroy();
  return found;
}

test("tells a practice's clients the way, with its own name, address and phone number", async () => {
  const { text, title } = await read(await portalGuide(harbor));
  expect(title).toBe('How to log in to the Client Portal');
  for (const said of [
    title,
    harbor.name,
    harbor.url,
    `Call ${harbor.phone}`,
    'It comes from Harbor .',
    'for 24 hours',
  ]) {
    expect(text).toContain(said);
  }
  const { signIn, checkMail, pin } = pageTexts(harbor);
  for (const word of [signIn.send, checkMail.heading, checkMail.tips, pin.heading, typedAddress]) {
    expect(text).toContain(word);
  }
});

test('is one page that fits on Letter and on A4, with nothing outside', async () => {
  const { pages, width, height, places } = await read(await portalGuide(harbor));
  expect([pages, width, height]).toEqual([1, 595, 792]);
  for (const { x, y } of places) {
    expect(x).toBeGreaterThan(20);
    expect(x).toBeLessThan(width - 20);
    expect(y).toBeGreaterThan(20);
    expect(y).toBeLessThan(height - 20);
  }
});

test('sends people without a phone number to call to the practice all the same', async () => {
  const { text } = await read(await portalGuide({ ...harbor, phone: null }));
  expect(text).toContain('Call us. We tell you a Pin code');
  expect(text).toContain('Contact Harbor Counseling');
  expect(text).not.toContain('null');
});

describe('a hostile name', () => {
  test.each([
    ['PDF of its own', ') Tj ET endstream endobj 1 0 obj << /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>'],
    ['markup', '<script>alert(1)</script> & *bold* _x_'],
    ['no end', 'W'.repeat(80)],
    ['many words', 'a '.repeat(40).trim()],
    ['asterisks only', '***'],
    ['right to left', 'مركز الاستشارات בית'],
  ])('with %s changes nothing but the name', async (_, name) => {
    const pdf = await portalGuide({ ...harbor, name, mailName: name });
    const { pages, annotations, text } = await read(pdf);
    expect([pages, annotations]).toEqual([1, []]);
    expect(text).toContain('Type it with your e-mail address');
    expect(pdf.includes('/JavaScript')).toBe(false);
    expect(pdf.includes('/OpenAction')).toBe(false);
  });

  test('that the typeface cannot write is left out, and the address leads there all the same', async () => {
    const { text } = await read(await portalGuide({ ...harbor, name: '心理咨询 😀', mailName: '心理 Care' }));
    expect(text).toContain('your practice');
    expect(text).toContain('Care');
    expect(text).toContain(harbor.url);
  });
});

test('the same practice gives the same bytes, and another one does not', async () => {
  const first = await portalGuide(harbor);
  expect((await portalGuide(harbor)).equals(first)).toBe(true);
  expect((await portalGuide({ ...harbor, phone: '(617) 555-0135' })).equals(first)).toBe(false);
});

test('has the colors of the pages', () => {
  const tokens = readFileSync(new URL('../../../web/src/ui/tokens.css', import.meta.url), 'utf8');
  const light = tokens.slice(0, tokens.indexOf('@media'));
  for (const [name, color] of Object.entries(colors)) expect(light).toContain(`--${name}: ${color};`);
});
