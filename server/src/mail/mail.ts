/** What a mail is about. */
export type MailKind = 'invitation' | 'sign-in-link' | 'staff-sign-in-link' | 'address-changed';

/**
 * Where a mail is on its way: `queued` is ours, also while it is being handed over, `sent` means that the mail service has
 * taken it, and the rest is what became of it. `not-sent` was no longer wanted when its turn came;
 * `failed` could not be handed over.
 */
export type MailState = 'queued' | 'sent' | 'delivered' | 'delayed' | 'bounced' | 'complained' | 'failed' | 'not-sent';

/** The reason of a mail whose server stopped while handing it over, and whose link was over before the next try. */
export const interruptedReason = 'interrupted';

/** What a mail says, fixed when it is queued, so that every try sends the same words. */
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
  /** Nobody asked for it: the practice has just let its reader in. Staff links only. */
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

/** A mail with what became of it so far. */
export interface MailRecord extends Mail {
  state: MailState;
  /** How often it was offered to the mail service. */
  attempts: number;
  /** The transport that took it. */
  provider: string | null;
  /** Why it is where it is, as the machines put it; never a full address. */
  reason: string | null;
  queuedAt: Date;
  sentAt: Date | null;
  stateAt: Date;
}
