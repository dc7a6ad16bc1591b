import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { RequestOutcome } from './sign-in-request.store.ts';

/**
 * What someone typed on the sign-in page, kept whether or not it matched anyone. No foreign key to
 * the practice: every insert would lock the practice's row.
 */
@Entity('sign_in_request')
@Check(
  'sign_in_request_outcome',
  "outcome IN ('sent', 'throttled', 'access-off', 'no-account', 'failed', 'pin-accepted', 'pin-refused')",
)
// A trigram index, which only a migration can make.
@Index('sign_in_request_unmatched', { synchronize: false })
@Index('sign_in_request_waiting', ['practiceId', 'askedAt'], { where: 'outcome IS NULL' })
@Index('sign_in_request_by_time', ['practiceId', 'askedAt'])
export class SignInRequestEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid' })
  practiceId!: string;

  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  /** As typed, in the form of shared/email.ts. */
  @Column({ type: 'text' })
  email!: string;

  @Column({ name: 'asked_at', type: 'timestamptz', default: () => 'now()' })
  askedAt!: Date;

  /** The outcome; null until it is answered. */
  @Column({ type: 'text', nullable: true })
  outcome!: RequestOutcome | null;

  /** How often it could not be answered. */
  @Column({ type: 'smallint', default: 0 })
  tries!: number;

  /** The earliest time of the next try. */
  @Column({ name: 'due_at', type: 'timestamptz', default: () => 'now()' })
  dueAt!: Date;

  @Column({ name: 'portal_account_id', type: 'uuid', nullable: true })
  portalAccountId!: string | null;
}
