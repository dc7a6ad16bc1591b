import { mailText } from './mail-text.ts';
import { type MailUrls, mailContent } from './mail-content.ts';
import type { MailFacts, MailKind } from './mail.ts';

/** Renders a mail. The output is deterministic: the mail service compares the body under one idempotency key. */
export async function renderMail(
  kind: MailKind,
  facts: MailFacts,
  addresses: MailUrls,
): Promise<{ subject: string; html: string; text: string }> {
  // React Email is slow to load, and only a process that sends mail needs it.
  const { mailHtml } = await import('./templates/mail-html.tsx');
  const content = mailContent(kind, facts, addresses);
  return { subject: content.subject, html: await mailHtml(content), text: mailText(content) };
}
