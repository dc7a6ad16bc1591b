import { letterText } from './letter-text.ts';
import { type LetterAddresses, writeLetter } from './letters.ts';
import type { MailFacts, MailKind } from './mail.ts';

/** Writes a mail: the same every time for the same facts and link, as the mail service's memory of keys asks for. */
export async function renderMail(
  kind: MailKind,
  facts: MailFacts,
  addresses: LetterAddresses,
): Promise<{ subject: string; html: string; text: string }> {
  // React Email is slow to load, and only a process that sends mail needs it.
  const { letterHtml } = await import('./templates/letter-html.tsx');
  const letter = writeLetter(kind, facts, addresses);
  return { subject: letter.subject, html: await letterHtml(letter), text: letterText(letter) };
}
