/** A mail as it goes out. Names and addresses stay apart, so that no name can become an address or a header. */
export interface MailMessage {
  from: { name: string; address: string };
  to: string;
  subject: string;
  html: string;
  text: string;
  /** Opaque ids that the mail service hands back in its events. */
  tags: { practice: string; mail: string };
}

/** The mail service has taken the mail. */
export interface Sent {
  outcome: 'sent';
  /** The mail service's own id, when it gives one. */
  providerId: string | null;
  /** Whether it lies in its mailbox already, and no word will follow. */
  delivered: boolean;
}

/** Trying again would not help: the receiving side refused it (`bounced`), or our own did (`failed`). */
export interface PermanentFailure {
  outcome: 'refused';
  as: 'bounced' | 'failed';
  /** What the other side said. */
  reason: string;
}

/** It may work another time. */
export interface TemporaryFailure {
  outcome: 'try-later';
  /** Whether every mail would meet the same (`service`), or only this one (`mail`). */
  holds: 'service' | 'mail';
  reason: string;
  /** How long the other side asked us to wait. */
  retryAfterSeconds?: number;
}

export type SendOutcome = Sent | PermanentFailure | TemporaryFailure;

/** A way for mails to leave. Refusals and outages are outcomes; only a bug throws. */
export interface MailTransport {
  readonly name: string;
  /** How long one hand-over may take, in milliseconds. */
  readonly timeoutMs: number;
  /** How many mails the other side takes in a second; null when it sets no limit. */
  readonly perSecond: number | null;
  /** How many mails may be in its hands at the same time, at least two, without one waiting long for another. */
  readonly atOnce: number;
  /**
   * Hands the mail over.
   *
   * @param how.idempotencyKey the same for every try of one mail: where the other side knows how, two
   * hand-overs under one key are one mail.
   * @param how.signal ends the try; its outcome is then open.
   */
  send(message: MailMessage, how: { idempotencyKey: string; signal: AbortSignal }): Promise<SendOutcome>;
  /**
   * Looks at the set-up, at start.
   *
   * @param from the address that mails come from.
   * @returns what the operator should know, in plain words; empty when all is well.
   */
  check(from: string): Promise<string[]>;
  /** Lets go of open connections. */
  close(): Promise<void>;
}
