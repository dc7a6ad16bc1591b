import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * The append-only record of who did what, when, with what result. The database refuses to change a
 * row, and to delete one before the practice's retention is over. It carries ids without foreign
 * keys, because it outlives what it speaks of, and because every insert would lock the practice's row.
 */
@Entity('activity')
@Index('activity_by_time', ['practiceId', 'at', 'id'])
@Index('activity_by_kind', ['practiceId', 'kind', 'at', 'id'])
@Index('activity_by_staff', ['practiceId', 'staffMemberId', 'kind', 'at', 'id'], {
  where: 'staff_member_id IS NOT NULL',
})
@Index('activity_by_client', ['practiceId', 'clientId', 'at'], { where: 'client_id IS NOT NULL' })
// Acts of nobody known are in it too: without them, a PIN typed for an address that nobody has would write less.
@Index('activity_by_account', ['practiceId', 'portalAccountId', 'at'])
export class ActivityEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid' })
  practiceId!: string;

  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  /** In whole milliseconds, so that a page of the record can begin exactly where the last one ended. */
  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  at!: Date;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'text' })
  result!: string;

  /** Who acted, when it was a staff member. */
  @Column({ name: 'staff_member_id', type: 'uuid', nullable: true })
  staffMemberId!: string | null;

  @Column({ name: 'portal_account_id', type: 'uuid', nullable: true })
  portalAccountId!: string | null;

  @Column({ name: 'client_id', type: 'uuid', nullable: true })
  clientId!: string | null;

  /** More about the act, by the kind; never a secret. */
  @Column({ type: 'jsonb', default: () => "'{}'" })
  details!: Record<string, unknown>;
}
