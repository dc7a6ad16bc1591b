import { sanitizeReason } from './sanitize-reason.ts';
import type { MailMessage, MailTransport, SendOutcome } from './mail-transport.ts';

/** How the mail server is reached. */
export interface SmtpSettings {
  /** smtp://user:password@host:port, or smtps:// for TLS from the first byte. */
  url: string;
  /** Whether a connection without TLS is refused. */
  requireTls: boolean;
  timeoutMs?: number;
}

/** What nodemailer says went wrong. */
interface SmtpError extends Error {
  code?: string;
  command?: string;
  responseCode?: number;
  response?: string;
}

/** Sends mails through a mail server, over a few connections that stay open. */
export async function smtpTransport(settings: SmtpSettings): Promise<MailTransport> {
  // Loaded only where it is used.
  const { createTransport } = await import('nodemailer');
  const timeoutMs = settings.timeoutMs ?? 20_000;
  const pool = createTransport({
    ...server(settings.url),
    pool: true,
    maxConnections: 3,
    requireTLS: settings.requireTls,
    tls: { minVersion: 'TLSv1.2' },
    connectionTimeout: timeoutMs / 2,
    greetingTimeout: timeoutMs / 2,
    socketTimeout: timeoutMs / 2,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    name: 'smtp',
    timeoutMs,
    perSecond: null,
    atOnce: 24,
    async send(message, { idempotencyKey, signal }) {
      try {
        // A mail that has timed out must not go on waiting for a connection: it would be sent beside its next try.
        const taken = await pool.sendMail({ ...toSmtp(message, idempotencyKey), signal });
        return { outcome: 'sent', providerId: taken.messageId, delivered: false };
      } catch (error) {
        return outcomeOf(error as SmtpError);
      }
    },
    async check() {
      try {
        await pool.verify();
        return [];
      } catch (error) {
        return [
          `The mail server does not work as set up in SMTP_URL (${describe(error as SmtpError)}). Mails wait until it does.`,
        ];
      }
    },
    async close() {
      pool.close();
    },
  };
}

// Only these parts of the URL count: nodemailer would take any option from its query, switching off certificates among them.
function server(text: string) {
  const url = new URL(text);
  const secure = url.protocol === 'smtps:';
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port ? Number(url.port) : secure ? 465 : 587,
    secure,
    ...(url.username
      ? { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }
      : {}),
  };
}

function toSmtp(message: MailMessage, id: string) {
  const domain = message.from.address.split('@').at(-1);
  return {
    envelope: { from: message.from.address, to: [message.to] },
    from: message.from,
    to: { name: '', address: message.to },
    subject: message.subject,
    html: message.html,
    text: message.text,
    // The same at every try, so that the receiving side can tell a mail that came twice.
    messageId: `<${id}@${domain}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
  };
}

function outcomeOf(error: SmtpError): SendOutcome {
  const reason = describe(error);
  const status = error.responseCode ?? 0;
  const aboutThisMail = status >= 400 && status !== 421 && ['RCPT TO', 'DATA'].includes(error.command ?? '');
  if (!aboutThisMail || mayNotSend.test(reason)) return { outcome: 'try-later', holds: 'service', reason };
  return status >= 500
    ? { outcome: 'refused', as: 'bounced', reason }
    : { outcome: 'try-later', holds: 'mail', reason };
}

// Many servers let anyone name a recipient and only then say that they take no mail from us: a fault of the set-up,
// for which no address is to be marked.
const mayNotSend = /^53[0458]\b|\brelay/i;

const describe = (error: SmtpError): string => sanitizeReason(error.response ?? `${error.code ?? ''} ${error.message}`);
