import { render } from 'react-email';
import { escapeHtml } from '../../lib/escape-html.ts';
import type { MailContent } from '../mail-content.ts';
import { MailTemplate } from './mail-template.tsx';

/** Pages with marks in the place of every text, by their shape. There are a few for each kind of mail. */
const blanks = new Map<string, Promise<string>>();

/**
 * A mail as an HTML document. React Email takes 5 ms for one, so each shape of a mail is rendered
 * once with marks in it, and the marks replaced by the content of the mail.
 */
export async function mailHtml(content: MailContent): Promise<string> {
  const { action, preview, before, after } = content;
  const shape = [preview.length, before.length, action ? 1 : 0, after.length].join(' ');
  const texts = textsOf(content);
  let blank = blanks.get(shape);
  if (!blank) {
    blank = render(
      <MailTemplate
        content={withTexts(
          content,
          texts.map((text, index) => markFor(index, text)),
        )}
      />,
    );
    blanks.set(shape, blank);
  }
  return (await blank).replace(marks, (_mark, index: string) => escapeHtml(texts[Number(index)] ?? ''));
}

// From the private use area, where no text that people write comes from. The preview is followed by
// as much white space as it leaves, so its mark is as long as the text.
const markFor = (index: number, text: string) => `\uE000${index}\uE001`.padEnd(index === 0 ? text.length : 0, '\uE002');
const marks = /\uE000(\d+)\uE001\uE002*/g;

/** Every text of a mail, the preview first. */
const textsOf = ({ preview, sender, heading, notYou, action, before, after }: MailContent): string[] => [
  preview,
  sender,
  heading,
  notYou,
  action?.label ?? '',
  action?.link ?? '',
  ...before,
  ...after,
];

/** The mail with other texts in the same places. */
function withTexts(content: MailContent, texts: string[]): MailContent {
  const [preview = '', sender = '', heading = '', notYou = '', label = '', link = '', ...paragraphs] = texts;
  return {
    ...content,
    preview,
    sender,
    heading,
    notYou,
    action: content.action && { label, link },
    before: paragraphs.slice(0, content.before.length),
    after: paragraphs.slice(content.before.length),
  };
}
