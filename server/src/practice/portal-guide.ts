import { drawPicture, pictures } from './portal-guide-pictures.ts';
import {
  closePdf,
  colors,
  printableText,
  fitFontSize,
  openPdf,
  pageSize,
  type Pdf,
  writeWithBold,
} from './pdf-drawing.ts';
import { type GuideFacts, type Step, steps } from './portal-guide-texts.ts';
import { portalQr } from './portal-qr.ts';

const title = 'How to log in to the Client Portal';
const margin = 34;
const column = (pageSize.width - 3 * margin) / 2;
const contentWidth = pageSize.width - 2 * margin;
const firstRow = 152;
const rowHeight = 302;
const textHeight = 100;

/**
 * The guide for clients: one page to print, in large type, with the practice's name, portal address and
 * phone number, and with pictures of the portal's pages.
 *
 * @returns a PDF; the same facts give the same bytes.
 */
export async function portalGuide(given: GuideFacts): Promise<Buffer> {
  const pdf = openPdf(title);
  const facts = {
    ...given,
    name: printableText(pdf, given.name, 'your practice'),
    mailName: printableText(pdf, given.mailName, 'your practice').replaceAll('*', '∗'),
  };
  const page = pdf.struct('Document');
  pdf.addStructure(page);
  page.add(pdf.struct('H1', {}, () => drawTitle(pdf, facts)));
  page.add(pdf.struct('Figure', { alt: `A QR code that opens ${facts.url}` }, () => drawQr(pdf, facts.url)));
  const drawn = pictures(facts);
  for (const [n, step] of steps(facts).entries()) {
    const place = { x: margin + (n % 2) * (column + margin), y: firstRow + Math.floor(n / 2) * rowHeight };
    page.add(pdf.struct('P', {}, () => drawStep(pdf, n + 1, step, place)));
    const picture = drawn[n];
    if (!picture) continue;
    const below = { x: place.x, y: place.y + textHeight, width: column, height: rowHeight - textHeight - 16 };
    page.add(pdf.struct('Figure', { alt: step.picture }, () => drawPicture(pdf, picture, below)));
  }
  page.add(pdf.struct('P', {}, () => drawFoot(pdf)));
  page.end();
  return closePdf(pdf);
}

const qrSize = 92;

function drawTitle(pdf: Pdf, { name, url }: GuideFacts): void {
  const width = contentWidth - qrSize - 12;
  pdf.fillColor(colors.ink).font('bold', 23).text(title, margin, 30, { width, lineBreak: false });
  const size = fitFontSize(pdf, name, { face: 'normal', width, lines: 1, largest: 17, least: 8 });
  pdf.fillColor(colors['ink-soft']).font('normal', size).text(name, margin, 60, { width, height: 22, ellipsis: true });
  const address = fitFontSize(pdf, url, { face: 'bold', width, lines: 1, largest: 19, least: 7 });
  pdf.fillColor(colors.ink).font('normal', 13).text('Your portal is at this address. It never changes:', margin, 88);
  pdf.fillColor(colors.link).font('bold', address).text(url, margin, 106, { width, height: 40 });
}

function drawQr(pdf: Pdf, url: string): void {
  const { path, size } = portalQr(url);
  pdf
    .save()
    .translate(pageSize.width - margin - qrSize + 6, 28)
    .scale(qrSize / size);
  pdf.path(path).fill(colors.ink);
  pdf.restore();
}

function drawStep(pdf: Pdf, number: number, { title, text }: Step, { x, y }: { x: number; y: number }): void {
  const radius = 14;
  pdf.circle(x + radius, y + radius, radius).fill(colors.lamp);
  const digit = String(number);
  pdf.font('bold', 17).fillColor(colors['lamp-ink']);
  pdf.text(digit, x + radius - pdf.widthOfString(digit) / 2, y + 4, { lineBreak: false });
  pdf.fillColor(colors.ink).text(title, x + 2 * radius + 9, y + 4, { lineBreak: false });
  const plain = text.replaceAll('*', '');
  const size = fitFontSize(pdf, plain, { face: 'normal', width: column * 0.97, lines: 3, largest: 14, least: 8 });
  writeWithBold(pdf, text, x, y + 2 * radius + 7, { width: column, size });
}

function drawFoot(pdf: Pdf): void {
  const text = 'There is no password. Do not pass on a link or a Pin code: whoever has it is signed in as you.';
  pdf.fillColor(colors['ink-soft']).font('normal', 11);
  pdf.text(text, margin, pageSize.height - 32, { width: contentWidth, align: 'center', lineBreak: false });
}
