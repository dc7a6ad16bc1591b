import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * The append-only record of who did what, when, with what result. The database refuses to change a
 * row, and to delete one before the practice's retention is over. Its ids have no foreign keys, because
 * it outlives the rows that they name, and because every insert would lock the practice's row.
 */
@Entity('activity')
@Index('activity_by_time', ['practiceId', 'at', 'id'])
@Index('activity_by_kind', ['practiceId', 'kind', 'at', 'id'])
@Index('activity_by_staff', ['practiceId', 'staffMemberId', 'kind', 'at', 'id'], {
  where: 'staff_member_id IS NOT NULL',
})
@Index('activity_by_client', ['practiceId', 'clientId', 'at'], { where: 'client_id IS NOT NULL' })
// Entries without an account are indexed, too: otherwise a PIN for an unknown address would write less than one for a
// known address.
@Index('activity_by_account', ['practiceId', 'portalAccountId', 'at'])
export class ActivityEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid' })
  practiceId!: string;

  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  /** In whole milliseconds, so that a cursor can hold it exactly. */
  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  at!: Date;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'text' })
  result!: string;

  /** The staff member or API key that acted. */
  @Column({ name: 'staff_member_id', type: 'uuid', nullable: true })
  staffMemberId!: string | null;

  @Column({ name: 'portal_account_id', type: 'uuid', nullable: true })
  portalAccountId!: string | null;

  @Column({ name: 'client_id', type: 'uuid', nullable: true })
  clientId!: string | null;

  /** Details of the act, by the kind; never a secret. */
  @Column({ type: 'jsonb', default: () => "'{}'" })
  details!: Record<string, unknown>;
}
