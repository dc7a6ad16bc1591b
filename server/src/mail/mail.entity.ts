import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { MailFacts, MailKind, MailState } from './mail.ts';

/**
 * A mail, committed with the act that causes it and sent later. It holds neither token nor link: those are
 * computed when it is sent. Its ids have no foreign keys, because a mail outlives the rows that they name.
 */
@Entity('mail')
@Check('mail_kind', "kind IN ('invitation', 'sign-in-link', 'staff-sign-in-link', 'address-changed')")
@Check(
  'mail_state',
  "state IN ('queued', 'sent', 'delivered', 'delayed', 'bounced', 'complained', 'failed', 'not-sent')",
)
@Check('mail_reason_length', 'char_length(reason) <= 400')
// What waits: what somebody waits for, invitations, and all of it by address. A claim changes nothing that they hold.
@Index('mail_waiting', ['practiceId', 'queuedAt', 'id'], { where: "state = 'queued' AND kind <> 'invitation'" })
@Index('mail_waiting_invitations', ['practiceId', 'queuedAt', 'id'], {
  where: "state = 'queued' AND kind = 'invitation'",
})
@Index('mail_waiting_by_address', ['practiceId', 'toAddress', 'queuedAt'], { where: "state = 'queued'" })
@Index('mail_by_about', ['practiceId', 'aboutId', 'queuedAt'], { where: 'about_id IS NOT NULL' })
@Index('mail_by_link', ['practiceId', 'linkId'], { where: 'link_id IS NOT NULL' })
// What counts as word from an address; a mail server of the practice's own says no more than that it took the mail.
@Index('mail_by_address', ['practiceId', 'toAddress', 'stateAt'], {
  where: "state IN ('delivered', 'bounced', 'complained') OR state = 'sent' AND provider = 'smtp'",
})
@Index('mail_bounced', ['practiceId', 'toAddress'], { where: "state = 'bounced'" })
@Index('mail_by_change', ['practiceId', 'changedAt'], {
  where: "state IN ('delivered', 'bounced', 'complained', 'failed')",
})
// Not unique: another system chooses the id, and a repeated id must not keep a mail from being settled.
@Index('mail_by_provider_id', ['providerId'], { where: 'provider_id IS NOT NULL' })
export class MailEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid' })
  practiceId!: string;

  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  kind!: MailKind;

  @Column({ name: 'to_address', type: 'text' })
  toAddress!: string;

  @Column({ name: 'link_id', type: 'uuid', nullable: true })
  linkId!: string | null;

  @Column({ name: 'about_id', type: 'uuid', nullable: true })
  aboutId!: string | null;

  @Column({ type: 'jsonb' })
  facts!: MailFacts;

  @Column({ type: 'text', default: 'queued' })
  state!: MailState;

  /** How often it was claimed; the number also tells a claim that is over from the one that followed it. */
  @Column({ type: 'integer', default: 0 })
  attempts!: number;

  @Column({ type: 'text', nullable: true })
  provider!: string | null;

  @Column({ name: 'provider_id', type: 'text', nullable: true })
  providerId!: string | null;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ name: 'queued_at', type: 'timestamptz', default: () => 'now()' })
  queuedAt!: Date;

  @Column({ name: 'sent_at', type: 'timestamptz', nullable: true })
  sentAt!: Date | null;

  /** When its state changed; for an event of the mail service, by the service's clock. */
  @Column({ name: 'state_at', type: 'timestamptz', default: () => 'now()' })
  stateAt!: Date;

  /** When its state changed, by the database's clock. */
  @Column({ name: 'changed_at', type: 'timestamptz', default: () => 'now()' })
  changedAt!: Date;

  /** The earliest time of the next try. */
  @Column({ name: 'due_at', type: 'timestamptz', default: () => 'now()' })
  dueAt!: Date;

  /** The end of the lease; later, any server may claim it. */
  @Column({ name: 'claimed_until', type: 'timestamptz', nullable: true })
  claimedUntil!: Date | null;
}
