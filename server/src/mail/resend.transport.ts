import type { Domain, Resend } from 'resend';
import { sanitizeReason } from './sanitize-reason.ts';
import type { MailMessage, MailTransport, SendOutcome } from './mail-transport.ts';

/** How Resend is reached. */
export interface ResendSettings {
  apiKey: string;
  /** The URL of the API; absent: Resend's. */
  baseUrl?: string | undefined;
  /** What its webhook is signed with; absent: nothing is heard of mails that it took. */
  webhookSecret?: string | undefined;
  timeoutMs?: number;
}

type Answer = Awaited<ReturnType<Resend['emails']['send']>>;

/** Sends mails through Resend, which keeps idempotency keys for 24 hours. */
export async function resendTransport(settings: ResendSettings): Promise<MailTransport> {
  // Loaded only where it is used.
  const { Resend: Client } = await import('resend');
  const resend = new Client(settings.apiKey, settings.baseUrl ? { baseUrl: settings.baseUrl.replace(/\/+$/, '') } : {});
  return {
    name: 'resend',
    timeoutMs: settings.timeoutMs ?? 10_000,
    // Resend's default limit for an account.
    perSecond: 2,
    // More would only wait for their turn, and let newer ones that somebody waits for wait behind them.
    atOnce: 4,
    async send(message, { idempotencyKey, signal }) {
      return outcomeOf(await resend.emails.send(toResend(message), { idempotencyKey, signal }));
    },
    async check(from) {
      const domains = await resend.domains.list({ limit: 100 }, { signal: AbortSignal.timeout(5000) });
      return [...(settings.webhookSecret ? [] : [deaf]), ...concerns(domains, from.slice(from.lastIndexOf('@') + 1))];
    },
    async close() {},
  };
}

function toResend(message: MailMessage) {
  return {
    from: `"${message.from.name}" <${message.from.address}>`,
    to: [message.to],
    subject: message.subject,
    html: message.html,
    text: message.text,
    headers: { 'Auto-Submitted': 'auto-generated' },
    tags: Object.entries(message.tags).map(([name, value]) => ({ name, value })),
  };
}

function outcomeOf({ data, error, headers }: Answer): SendOutcome {
  if (!error) return { outcome: 'sent', providerId: data.id ?? null, delivered: false };
  const { statusCode, name } = error;
  const reason = sanitizeReason(`${statusCode ?? 'no answer'} ${name}: ${error.message}`);
  // An earlier try with another text was taken, as when a deployment changed the template. That mail is sent.
  if (name === 'invalid_idempotent_request') return { outcome: 'sent', providerId: null, delivered: false };
  if (name === 'concurrent_idempotent_requests') return { outcome: 'try-later', holds: 'mail', reason };
  if (isOurs(statusCode, name)) return { outcome: 'try-later', holds: 'service', reason, ...retryAfter(headers) };
  return { outcome: 'refused', as: 'failed', reason };
}

/** Whether the service or the operator's account is the cause, and not the mail. */
function isOurs(statusCode: number | null, name: string): boolean {
  if (statusCode === null || statusCode >= 500) return true;
  return [401, 403, 404, 405, 408, 429].includes(statusCode) || name === 'invalid_from_address';
}

function retryAfter(headers: Record<string, string> | null): { retryAfterSeconds?: number } {
  const value = headers?.['retry-after'];
  if (!value) return {};
  const seconds = /^\d+(\.\d+)?$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return seconds > 0 ? { retryAfterSeconds: seconds } : {};
}

const deaf =
  'RESEND_WEBHOOK_SECRET is not set, so staff see mails as sent, never as delivered or bounced. See docs/mail.md.';

function concerns({ data, error }: Awaited<ReturnType<Resend['domains']['list']>>, from: string): string[] {
  if (!error) {
    const domain = data.data.find(({ name }) => name.toLowerCase() === from.toLowerCase());
    return domain ? concernsOf(domain) : data.has_more ? [] : [unverified(from)];
  }
  // A key that may only send is the better choice, and may not look at domains.
  if (error.name === 'restricted_api_key') return [];
  if (error.statusCode === 401 || error.statusCode === 403 || error.name === 'invalid_api_key')
    return ['Resend does not accept RESEND_API_KEY. Mails wait until it does.'];
  return [
    `Resend could not be asked whether all is well (${sanitizeReason(error.message)}). Mails wait until it answers.`,
  ];
}

function concernsOf({ name, status, open_tracking: opens, click_tracking: clicks }: Domain): string[] {
  const concerns = status === 'verified' || status === 'partially_verified' ? [] : [unverified(name)];
  if (clicks) concerns.push(`Resend tracks clicks in mails from ${name}: it sees every link. ${turnOff}`);
  if (opens) concerns.push(`Resend tracks who opens mails from ${name}. ${turnOff}`);
  return concerns;
}

const turnOff = 'Turn that off for the domain at Resend. See docs/mail.md.';

const unverified = (domain: string): string =>
  `Resend has not verified ${domain}, the domain of MAIL_FROM, and will refuse mail from it. Mails wait until it has. See docs/mail.md.`;
