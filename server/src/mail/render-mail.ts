import { mailText } from './mail-text.ts';
import { type MailUrls, mailContent } from './mail-content.ts';
import type { MailFacts, MailKind } from './mail.ts';

/** Writes a mail: the same every time for the same facts and link, as the mail service's memory of keys asks for. */
export async function renderMail(
  kind: MailKind,
  facts: MailFacts,
  addresses: MailUrls,
): Promise<{ subject: string; html: string; text: string }> {
  // React Email is slow to load, and only a process that sends mail needs it.
  const { mailHtml } = await import('./templates/mail-html.tsx');
  const letter = mailContent(kind, facts, addresses);
  return { subject: letter.subject, html: await mailHtml(letter), text: mailText(letter) };
}
