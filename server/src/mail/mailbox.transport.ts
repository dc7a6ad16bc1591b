import type { Mailbox } from './mailbox.ts';
import type { MailTransport } from './mail-transport.ts';

/** Puts mails into the local mailbox. */
export function mailboxTransport(mailbox: Mailbox): MailTransport {
  return {
    name: 'mailbox',
    timeoutMs: 10_000,
    perSecond: null,
    atOnce: 24,
    async send(message, { idempotencyKey }) {
      await mailbox.put(idempotencyKey, message);
      return { outcome: 'sent', providerId: null, delivered: true };
    },
    async check() {
      await mailbox.open();
      return [];
    },
    async close() {},
  };
}
