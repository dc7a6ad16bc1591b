import { once } from 'node:events';
import { createRequire } from 'node:module';
import PdfKit from 'pdfkit';

/** An open PDF document. */
export type Pdf = PDFKit.PDFDocument;

/** The light colors of `web/src/ui/tokens.css`, which a test compares. */
export const colors = {
  paper: '#fbf6ec',
  sheet: '#fffdf8',
  ink: '#2a2318',
  'ink-soft': '#635744',
  line: '#e0d3bc',
  'control-line': '#8b7c63',
  lamp: '#f4ab3c',
  'lamp-edge': '#a86800',
  'lamp-ink': '#2a1c04',
  link: '#7c4a00',
} as const;

/** A weight of the guide's font. */
export type FontWeight = 'normal' | 'bold';

const { resolve } = createRequire(import.meta.url);
const files: Readonly<Record<FontWeight, string>> = {
  normal: resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf'),
  bold: resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf'),
};

/** In points: as wide as A4 and as high as Letter, so that it prints on either without scaling. */
export const pageSize = { width: 595, height: 792 } as const;

/** Opens a document of one page. The same content gives the same bytes. */
export function openPdf(title: string): Pdf {
  const pdf = new PdfKit({
    size: [pageSize.width, pageSize.height],
    margin: 0,
    lang: 'en-US',
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    info: { Title: title, Creator: 'Porchlight', Producer: 'Porchlight', CreationDate: new Date(0) },
  });
  for (const face of ['normal', 'bold'] as const) pdf.registerFont(face, files[face]);
  return pdf;
}

/** Ends a document. @returns its bytes */
export async function closePdf(pdf: Pdf): Promise<Buffer> {
  const pieces: Buffer[] = [];
  pdf.on('data', (piece: Buffer) => void pieces.push(piece));
  const ended = once(pdf, 'end');
  pdf.end();
  await ended;
  return Buffer.concat(pieces);
}

/** The text without the characters that the font lacks, such as Chinese ones; `instead` when no letter is left. */
export function printableText(pdf: Pdf, text: string, instead: string): string {
  pdf.font('normal');
  // pdfkit's types do not declare this field.
  const { font } = Reflect.get(pdf, '_font') as { font: { hasGlyphForCodePoint(code: number): boolean } };
  const left = [...text].filter((character) => font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0));
  const shown = left.join('').replace(/ +/g, ' ').trim();
  return /[\p{L}\p{N}]/u.test(shown) ? shown : instead;
}

/** The largest font size between `least` and `largest` at which the text fits into so many lines. */
export function fitFontSize(
  pdf: Pdf,
  text: string,
  {
    face,
    width,
    lines,
    largest,
    least,
  }: { face: FontWeight; width: number; lines: number; largest: number; least: number },
): number {
  let size = largest;
  const tooHigh = () => pdf.font(face, size).heightOfString(text, { width }) > pdf.currentLineHeight(true) * lines + 1;
  while (size > least && tooHigh()) size -= 0.5;
  return size;
}

/** Writes a paragraph in which what stands between asterisks is bold. */
export function writeWithBold(
  pdf: Pdf,
  text: string,
  x: number,
  y: number,
  { width, size }: { width: number; size: number },
) {
  const runs = text.split('*');
  pdf.fillColor(colors.ink).fontSize(size);
  for (const [n, run] of runs.entries()) {
    const options = { width, lineGap: size * 0.22, continued: n < runs.length - 1 };
    pdf.font(n % 2 === 0 ? 'normal' : 'bold');
    if (n === 0) pdf.text(run, x, y, options);
    else pdf.text(run, options);
  }
}
