import { colors, type FontWeight, type Pdf } from './pdf-drawing.ts';
import { type GuideFacts, pageTexts, typedAddress } from './portal-guide-texts.ts';

/** Draws one page of the portal, from top to bottom. */
export type Picture = (page: PageDrawing) => void;

/** The width of a phone's page, in CSS pixels. */
const pageWidth = 330;
const margin = 20;
const contentWidth = pageWidth - 2 * margin;

/** Draws the elements of a page below each other, in CSS pixels. */
class PageDrawing {
  y = margin;

  /** @param measureOnly moves `y` on and draws nothing. */
  constructor(
    private readonly pdf: Pdf,
    private measureOnly: boolean,
  ) {}

  gap(pixels: number): void {
    this.y += pixels;
  }

  text(text: string, size = 16, { face = 'normal', color = 'ink', indent = 0, lines }: TextStyle = {}): void {
    const { pdf } = this;
    const options = { width: contentWidth - indent, lineGap: size * 0.24, ellipsis: true };
    pdf.font(face, size);
    const most = lines === undefined ? Infinity : (pdf.currentLineHeight(true) + options.lineGap) * lines;
    const height = Math.min(pdf.heightOfString(text, options), most);
    if (!this.measureOnly) {
      pdf.fillColor(colors[color]).text(text, margin + indent, this.y, { ...options, height: height + 1 });
    }
    this.y += height;
  }

  field(label: string, value: string, hint?: string): void {
    this.text(label, 16, { face: 'bold' });
    if (hint) this.text(hint, 14, { color: 'ink-soft' });
    this.gap(8);
    this.#box(48, 'sheet', 'control-line');
    this.pdf.font('normal');
    this.#line(value, 16, 12, 'ink');
    this.gap(48);
  }

  button(label: string, { primary = false, indent = 0 }: { primary?: boolean; indent?: number } = {}): void {
    this.#box(48, primary ? 'lamp' : 'sheet', primary ? 'lamp-edge' : 'control-line', indent);
    const { pdf } = this;
    const size = 16;
    pdf.font(primary ? 'bold' : 'normal', size);
    const middle = (contentWidth - pdf.widthOfString(label)) / 2;
    this.#line(label, size, Math.max(8, middle), primary ? 'lamp-ink' : 'ink');
    this.gap(48);
  }

  /** The box of the tips with its summary; `fill` draws its content. */
  tips(summary: string, open: boolean, fill?: () => void): void {
    const top = this.y;
    const height = open && fill ? this.#heightOf(fill) + 48 + 16 : 48;
    this.#box(height, 'sheet', 'line');
    if (!this.measureOnly) this.#arrow(open);
    this.pdf.font('bold', 16);
    this.#line(summary, 16, 36, 'link');
    this.gap(48);
    if (open) fill?.();
    this.y = top + height;
  }

  /** The logo, with the paths of the page's SVG. */
  lamp(): void {
    if (!this.measureOnly) {
      this.pdf.save().translate(margin - 2, this.y);
      this.pdf.path('M16 19h20l-3 18H19z').fill(colors.lamp);
      this.pdf
        .path('M4 8v26M4 18C4 4 26 0 26 8v3M13 19l6-8h14l6 8zM16 19l3 18h14l3-18M26 20v16M17 37h18M26 38v4')
        .lineWidth(2)
        .lineCap('round')
        .lineJoin('round')
        .stroke(colors.ink);
      this.pdf.restore();
    }
    this.gap(48);
  }

  #heightOf(fill: () => void): number {
    const before = this.y;
    const dry = this.measureOnly;
    this.measureOnly = true;
    fill();
    const height = this.y - before;
    this.measureOnly = dry;
    this.y = before;
    return height;
  }

  #box(height: number, fill: keyof typeof colors, stroke: keyof typeof colors, indent = 0): void {
    if (this.measureOnly) return;
    this.pdf
      .lineWidth(1)
      .roundedRect(margin + indent, this.y, contentWidth - 2 * indent, height, 10)
      .fillAndStroke(colors[fill], colors[stroke]);
  }

  #line(text: string, size: number, indent: number, color: keyof typeof colors): void {
    if (this.measureOnly) return;
    const y = this.y + (48 - size * 1.16) / 2;
    const options = { width: contentWidth - indent - 8, height: size * 1.3, ellipsis: true, lineBreak: true };
    this.pdf
      .fontSize(size)
      .fillColor(colors[color])
      .text(text, margin + indent, y, options);
  }

  #arrow(open: boolean): void {
    const [x, y] = [margin + 20, this.y + 24];
    const path = open ? `M${x - 5} ${y - 3}l5 5l5-5` : `M${x - 2} ${y - 5}l5 5l-5 5`;
    this.pdf.path(path).lineWidth(2).stroke(colors.link);
  }
}

interface TextStyle {
  face?: FontWeight;
  color?: keyof typeof colors;
  indent?: number;
  /** More than these are cut off, with an ellipsis. */
  lines?: number;
}

/** The four pages that a client meets, each as far as it matters. */
export function pictures(facts: GuideFacts): readonly [Picture, Picture, Picture, Picture] {
  const words = pageTexts(facts);
  const { signIn, checkMail, pin } = words;
  return [
    (page) => {
      page.lamp();
      page.gap(20);
      page.text(facts.name, 30, { face: 'bold', lines: 2 });
      page.gap(16);
      page.text(signIn.lead, 18);
      page.gap(20);
      page.field(signIn.email, typedAddress);
      page.gap(16);
      page.button(signIn.send, { primary: true });
    },
    (page) => {
      page.lamp();
      page.gap(20);
      page.text(facts.name, 30, { face: 'bold', lines: 2 });
      page.text(checkMail.heading, 22, { color: 'ink-soft' });
      page.gap(16);
      page.text(checkMail.lead, 18);
      page.gap(16);
      page.text(checkMail.more);
      page.gap(20);
      page.text(checkMail.noMail);
      page.gap(12);
      page.tips(checkMail.tips, false);
    },
    (page) => {
      page.text(checkMail.noMail);
      page.gap(12);
      page.tips(checkMail.tips, true, () => {
        for (const [n, tip] of words.tips.entries()) {
          const { y } = page;
          page.text(`${n + 1}.`, 16, { indent: 16, color: 'ink-soft' });
          page.y = y;
          page.text(tip, 16, { indent: 40, lines: 5 });
          page.gap(12);
        }
        page.text(words.stillNothing, 16, { indent: 16, lines: 3 });
        page.gap(14);
        page.button(words.toPin, { indent: 16 });
      });
    },
    (page) => {
      page.text(pin.heading, 22, { color: 'ink-soft' });
      page.gap(12);
      page.text(pin.lead, 18, { lines: 5 });
      page.gap(14);
      if (pin.call) {
        page.button(pin.call);
        page.gap(20);
      }
      page.field(signIn.email, typedAddress);
      page.gap(16);
      page.field(pin.pin, '', pin.hint);
      page.gap(16);
      page.button(pin.signIn, { primary: true });
    },
  ];
}

/** Draws a picture in a frame, as large as fits into the place. */
export function drawPicture(
  pdf: Pdf,
  picture: Picture,
  place: { x: number; y: number; width: number; height: number },
) {
  const measured = new PageDrawing(pdf, true);
  picture(measured);
  const pageHeight = measured.y + margin;
  const scale = Math.min(place.width / pageWidth, place.height / pageHeight);
  const frame = () => pdf.roundedRect(0, 0, pageWidth, pageHeight, 22);

  pdf
    .save()
    .translate(place.x + (place.width - pageWidth * scale) / 2, place.y)
    .scale(scale);
  pdf.save();
  frame().clip();
  pdf.rect(0, 0, pageWidth, pageHeight).fill(colors.paper);
  picture(new PageDrawing(pdf, false));
  pdf.restore();
  frame().lineWidth(2).stroke(colors['control-line']);
  pdf.restore();
}
