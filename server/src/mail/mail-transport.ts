/** A mail for a transport. Names and addresses are separate, so that no name can become an address or a header. */
export interface MailMessage {
  from: { name: string; address: string };
  to: string;
  subject: string;
  html: string;
  text: string;
  /** Opaque ids that the mail service returns in its events. */
  tags: { practice: string; mail: string };
}

/** The mail service has taken the mail. */
export interface Sent {
  outcome: 'sent';
  /** The mail service's own id, when it gives one. */
  providerId: string | null;
  /** Whether it was delivered already, so that no event will follow. */
  delivered: boolean;
}

/** A retry would not help: the receiving side refused the mail (`bounced`), or the mail service did (`failed`). */
export interface PermanentFailure {
  outcome: 'refused';
  as: 'bounced' | 'failed';
  /** The message of the other side. */
  reason: string;
}

/** A retry may succeed. */
export interface TemporaryFailure {
  outcome: 'try-later';
  /** Whether every mail would fail (`service`), or only this one (`mail`). */
  holds: 'service' | 'mail';
  reason: string;
  /** How long the other side asked us to wait, in seconds. */
  retryAfterSeconds?: number;
}

export type SendOutcome = Sent | PermanentFailure | TemporaryFailure;

/** Sends mails. Refusals and outages are outcomes; only a bug throws. */
export interface MailTransport {
  readonly name: string;
  /** How long one try may take, in milliseconds. */
  readonly timeoutMs: number;
  /** How many mails the other side takes in a second; null when it sets no limit. */
  readonly perSecond: number | null;
  /** How many mails it can send at the same time; at least two. */
  readonly atOnce: number;
  /**
   * Sends a mail.
   *
   * @param how.idempotencyKey the same for every try of one mail: a service that supports idempotency keys sends
   * the mail once.
   * @param how.signal aborts the try; its outcome is then unknown.
   */
  send(message: MailMessage, how: { idempotencyKey: string; signal: AbortSignal }): Promise<SendOutcome>;
  /**
   * Checks the configuration, at start.
   *
   * @param from the address that mails come from.
   * @returns warnings for the operator; empty when nothing is wrong.
   */
  check(from: string): Promise<string[]>;
  /** Closes open connections. */
  close(): Promise<void>;
}
