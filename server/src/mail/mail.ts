/** What a mail is about. */
export type MailKind = 'invitation' | 'sign-in-link' | 'staff-sign-in-link' | 'address-changed';

/**
 * The state of a mail: `queued` until the mail service has taken it, `sent` from then on, and then what the service
 * reports. `not-sent`: its link was over before it could be sent. `failed`: it could not be sent.
 */
export type MailState = 'queued' | 'sent' | 'delivered' | 'delayed' | 'bounced' | 'complained' | 'failed' | 'not-sent';

/** The reason of a mail whose server died while sending it, and whose link was over before the next try. */
export const interruptedReason = 'interrupted';

/** The variable content of a mail, fixed when it is queued, so that every try sends the same text. */
export interface MailFacts {
  practiceName: string;
  /** The name that mails show, which the practice chose; the only one that may appear in a mail. */
  mailName: string;
  slug: string;
  /** In E.164. */
  phone: string | null;
  /** An IANA name. */
  timeZone: string;
  /** When it was asked for, in ISO 8601. */
  askedAt: string;
  lifetimeMinutes: number;
  /** The practice has just added the reader as a staff member. Staff links only. */
  invited?: boolean;
  /** The old address still sees other clients. Changes of address only. */
  partly?: boolean;
}

/** Names one mail. */
export interface MailRef {
  practiceId: string;
  mailId: string;
}

/** One mail to one stored address. It holds no token and no link. */
export interface Mail {
  practiceId: string;
  id: string;
  kind: MailKind;
  to: string;
  linkId: string | null;
  /** Whom it is about: a portal access, a portal account or a staff member, by the kind. */
  aboutId: string | null;
  facts: MailFacts;
}

/** A mail with its state. */
export interface MailRecord extends Mail {
  state: MailState;
  /** How often it was offered to the mail service. */
  attempts: number;
  /** The transport that took it. */
  provider: string | null;
  /** The technical reason of its state; it contains no full address. */
  reason: string | null;
  queuedAt: Date;
  sentAt: Date | null;
  stateAt: Date;
}
