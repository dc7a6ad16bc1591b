import type { MailContent } from './mail-content.ts';

/** Renders a mail's text part. The link is on a line of its own and is not broken. */
export function mailText(content: MailContent): string {
  const paragraphs = [
    content.sender,
    content.heading,
    ...content.before,
    ...(content.action ? [`${content.action.label}:\n${content.action.link}`] : []),
    ...content.after,
    content.notYou,
  ];
  return `${paragraphs.map(fold).join('\n\n')}\n`;
}

/** Breaks lines at 72 characters, between words only. */
function fold(paragraph: string): string {
  return paragraph.replace(/[^\n]+/g, (line) => {
    const lines = [''];
    for (const word of line.split(' ')) {
      const last = lines.length - 1;
      const longer = lines[last] ? `${lines[last]} ${word}` : word;
      if (longer.length <= 72 || lines[last] === '') lines[last] = longer;
      else lines.push(word);
    }
    return lines.join('\n');
  });
}
