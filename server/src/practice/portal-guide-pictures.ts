import { colors, type Face, type Pdf } from './pdf-drawing.ts';
import { type GuideFacts, pageWords, typedAddress } from './portal-guide-words.ts';

/** A picture of a page: what is on it, from top to bottom. */
export type Picture = (pen: PagePen) => void;

/** The page in a picture: a phone's width, in the pixels of its style sheet. */
const pageWidth = 330;
const edge = 20;
const inner = pageWidth - 2 * edge;

/** Draws a page of the portal from top to bottom, in the pixels of its style sheet. */
class PagePen {
  y = edge;

  /** @param dry only measures. */
  constructor(
    private readonly pdf: Pdf,
    private dry: boolean,
  ) {}

  gap(pixels: number): void {
    this.y += pixels;
  }

  text(text: string, size = 16, { face = 'normal', color = 'ink', indent = 0, lines }: TextLook = {}): void {
    const { pdf } = this;
    const options = { width: inner - indent, lineGap: size * 0.24, ellipsis: true };
    pdf.font(face, size);
    const most = lines === undefined ? Infinity : (pdf.currentLineHeight(true) + options.lineGap) * lines;
    const height = Math.min(pdf.heightOfString(text, options), most);
    if (!this.dry) {
      pdf.fillColor(colors[color]).text(text, edge + indent, this.y, { ...options, height: height + 1 });
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
    const middle = (inner - pdf.widthOfString(label)) / 2;
    this.#line(label, size, Math.max(8, middle), primary ? 'lamp-ink' : 'ink');
    this.gap(48);
  }

  /** The box of the tips, with its first line; what `fill` draws stands inside. */
  tips(summary: string, open: boolean, fill?: () => void): void {
    const top = this.y;
    const height = open && fill ? this.#heightOf(fill) + 48 + 16 : 48;
    this.#box(height, 'sheet', 'line');
    if (!this.dry) this.#arrow(open);
    this.pdf.font('bold', 16);
    this.#line(summary, 16, 36, 'link');
    this.gap(48);
    if (open) fill?.();
    this.y = top + height;
  }

  /** The light above the door, by the same lines as on the page. */
  light(): void {
    if (!this.dry) {
      this.pdf.save().translate(edge - 2, this.y);
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
    const dry = this.dry;
    this.dry = true;
    fill();
    const height = this.y - before;
    this.dry = dry;
    this.y = before;
    return height;
  }

  #box(height: number, fill: keyof typeof colors, stroke: keyof typeof colors, indent = 0): void {
    if (this.dry) return;
    this.pdf
      .lineWidth(1)
      .roundedRect(edge + indent, this.y, inner - 2 * indent, height, 10)
      .fillAndStroke(colors[fill], colors[stroke]);
  }

  #line(text: string, size: number, indent: number, color: keyof typeof colors): void {
    if (this.dry) return;
    const y = this.y + (48 - size * 1.16) / 2;
    const options = { width: inner - indent - 8, height: size * 1.3, ellipsis: true, lineBreak: true };
    this.pdf
      .fontSize(size)
      .fillColor(colors[color])
      .text(text, edge + indent, y, options);
  }

  #arrow(open: boolean): void {
    const [x, y] = [edge + 20, this.y + 24];
    const path = open ? `M${x - 5} ${y - 3}l5 5l5-5` : `M${x - 2} ${y - 5}l5 5l-5 5`;
    this.pdf.path(path).lineWidth(2).stroke(colors.link);
  }
}

interface TextLook {
  face?: Face;
  color?: keyof typeof colors;
  indent?: number;
  /** More than these are cut off, with an ellipsis. */
  lines?: number;
}

/** The four pages that a client meets, each as far as it matters. */
export function pictures(facts: GuideFacts): readonly [Picture, Picture, Picture, Picture] {
  const words = pageWords(facts);
  const { signIn, checkMail, pin } = words;
  return [
    (pen) => {
      pen.light();
      pen.gap(20);
      pen.text(facts.name, 30, { face: 'bold', lines: 2 });
      pen.gap(16);
      pen.text(signIn.lead, 18);
      pen.gap(20);
      pen.field(signIn.email, typedAddress);
      pen.gap(16);
      pen.button(signIn.send, { primary: true });
    },
    (pen) => {
      pen.light();
      pen.gap(20);
      pen.text(facts.name, 30, { face: 'bold', lines: 2 });
      pen.text(checkMail.heading, 22, { color: 'ink-soft' });
      pen.gap(16);
      pen.text(checkMail.lead, 18);
      pen.gap(16);
      pen.text(checkMail.more);
      pen.gap(20);
      pen.text(checkMail.noMail);
      pen.gap(12);
      pen.tips(checkMail.tips, false);
    },
    (pen) => {
      pen.text(checkMail.noMail);
      pen.gap(12);
      pen.tips(checkMail.tips, true, () => {
        for (const [n, tip] of words.tips.entries()) {
          const { y } = pen;
          pen.text(`${n + 1}.`, 16, { indent: 16, color: 'ink-soft' });
          pen.y = y;
          pen.text(tip, 16, { indent: 40, lines: 5 });
          pen.gap(12);
        }
        pen.text(words.stillNothing, 16, { indent: 16, lines: 3 });
        pen.gap(14);
        pen.button(words.toPin, { indent: 16 });
      });
    },
    (pen) => {
      pen.text(pin.heading, 22, { color: 'ink-soft' });
      pen.gap(12);
      pen.text(pin.lead, 18, { lines: 5 });
      pen.gap(14);
      if (pin.call) {
        pen.button(pin.call);
        pen.gap(20);
      }
      pen.field(signIn.email, typedAddress);
      pen.gap(16);
      pen.field(pin.pin, '', pin.hint);
      pen.gap(16);
      pen.button(pin.signIn, { primary: true });
    },
  ];
}

/** Draws a picture, as large as the place allows, in a frame. */
export function drawPicture(
  pdf: Pdf,
  picture: Picture,
  place: { x: number; y: number; width: number; height: number },
) {
  const measured = new PagePen(pdf, true);
  picture(measured);
  const pageHeight = measured.y + edge;
  const scale = Math.min(place.width / pageWidth, place.height / pageHeight);
  const frame = () => pdf.roundedRect(0, 0, pageWidth, pageHeight, 22);

  pdf
    .save()
    .translate(place.x + (place.width - pageWidth * scale) / 2, place.y)
    .scale(scale);
  pdf.save();
  frame().clip();
  pdf.rect(0, 0, pageWidth, pageHeight).fill(colors.paper);
  picture(new PagePen(pdf, false));
  pdf.restore();
  frame().lineWidth(2).stroke(colors['control-line']);
  pdf.restore();
}
