import { createHash } from 'node:crypto';
import { escapeHtml } from '../lib/escape-html.ts';
import type { MailboxMail } from './mailbox.ts';

/** The mailbox's page. */
export function mailboxPage(mails: readonly MailboxMail[]): string {
  const list = mails.length > 0 ? `<ol>${mails.map(mailItem).join('')}</ol>` : emptyState;
  return page(
    'Mailbox',
    `<header>
      <h1>Mailbox</h1>
      <p>Every mail that would have been sent, newest first. This page refreshes itself. <a href="/mailbox/preview">See all kinds of mail</a></p>
    </header>
    <main id="mails" data-newest="${escapeHtml(mails[0]?.id ?? '')}">${list}</main>
    <script src="/mailbox/refresh.js" defer></script>`,
  );
}

/** The page that shows every kind of mail with sample data. */
export function previewPage(samples: readonly { name: string; subject: string; text: string }[]): string {
  const items = samples.map(
    ({ name, subject, text }) => `<li><article>
      <h2>${escapeHtml(subject)}</h2>
      <p class="about"><a href="/mailbox/preview/${escapeHtml(name)}" target="_blank" rel="noreferrer">See it as HTML</a></p>
      <pre>${escapeHtml(text)}</pre>
    </article></li>`,
  );
  return page(
    'All kinds of mail',
    `<header><h1>All kinds of mail</h1><p>With made-up data. <a href="/mailbox">Back to the mailbox</a></p></header>
     <main><ol>${items.join('')}</ol></main>`,
  );
}

const emptyState =
  '<p class="empty">No mail yet. Ask for a sign-in link or send an invitation, and it shows up here.</p>';

function mailItem(mail: MailboxMail): string {
  return `<li><article>
      <h2>${escapeHtml(mail.subject)}</h2>
      <p class="about">To <strong>${escapeHtml(mail.to)}</strong> from ${escapeHtml(mail.from)},
        <time datetime="${escapeHtml(mail.sentAt)}">${escapeHtml(mail.sentAt.slice(0, 19).replace('T', ' '))} UTC</time> ·
        <a href="/mailbox/${escapeHtml(mail.id)}.html" target="_blank" rel="noreferrer">See it as HTML</a></p>
      <pre>${withLinks(mail.text)}</pre>
    </article></li>`;
}

function withLinks(text: string): string {
  return text
    .split(/(https?:\/\/\S*[^\s.,])/)
    .map((part, index) =>
      index % 2 === 1
        ? `<a href="${escapeHtml(part)}" target="_blank" rel="noreferrer">${escapeHtml(part)}</a>`
        : escapeHtml(part),
    )
    .join('');
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="robots" content="noindex">
    <title>${title} · Porchlight</title>
    <link rel="stylesheet" href="/mailbox/style.css">
  </head>
  <body>${body}</body>
</html>`;
}

/** The content security policy of the mailbox's pages. */
export const mailboxPolicy =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The content security policy of a mail in the browser: only its own inline styles. */
export function mailPolicy(html: string): string {
  const styles = [
    ...[...html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map((match) => match[1] ?? ''),
    ...[...html.matchAll(/\sstyle="([^"]*)"/g)].map((match) => decode(match[1] ?? '')),
  ];
  const hashes = [...new Set(styles)].map((style) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`);
  const allowed = hashes.length > 0 ? `'unsafe-hashes' ${hashes.join(' ')}` : "'none'";
  return `default-src 'none'; style-src ${allowed}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
}

function decode(attribute: string): string {
  const characters: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#x27': "'" };
  return attribute.replace(/&(amp|lt|gt|quot|#39|#x27);/g, (_, name: string) => characters[name] ?? '');
}

export const mailboxStyle = `
:root {
  color-scheme: light dark;
  --paper: #f6f1e7; --card: #fffdf8; --ink: #2b251c; --soft: #6b5f4d; --line: #e5dccb; --link: #7a4b00; --focus: #b97a00;
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #1b1813; --card: #26221b; --ink: #f4ecdd; --soft: #c4b8a3; --line: #453d30; --link: #f5c05a; --focus: #f2b33d; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 46rem; padding: 2rem 1rem 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif; }
h1 { margin: 0 0 .25rem; font-size: 1.75rem; }
header p, .about, .empty { color: var(--soft); }
header p { margin: 0 0 1.5rem; }
ol { list-style: none; margin: 0; padding: 0; display: grid; gap: 1rem; }
article, .empty { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1.25rem; }
h2 { margin: 0 0 .25rem; font-size: 1.125rem; }
.about { margin: 0 0 1rem; font-size: .875rem; overflow-wrap: anywhere; }
.about strong { color: var(--ink); }
pre { margin: 0; font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
a { color: var(--link); }
a:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 2px; }
`;

// Replaced only when a new mail came, so that the reader keeps the selection and the scroll position.
export const mailboxScript = `
const look = async () => {
  const here = document.getElementById('mails');
  try {
    const answer = await fetch('/mailbox', { cache: 'no-store' });
    const there = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('mails');
    if (there && there.dataset.newest !== here.dataset.newest) here.replaceWith(there);
  } catch {
    // The server may be restarting; the next poll repeats it.
  }
  setTimeout(look, document.hidden ? 10000 : 1500);
};
setTimeout(look, 1500);
`;
