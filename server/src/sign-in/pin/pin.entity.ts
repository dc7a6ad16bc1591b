import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { PortalAccountEntity } from '../../clients/portal-account.entity.ts';
import type { StaffMemberEntity } from '../../staff/staff-member.entity.ts';

/** The 6-digit credential a staff member reads aloud. Its digits are stored only as a keyed hash. At most one per account is live. */
@Entity('pin')
@Check('pin_tries', 'tries BETWEEN 0 AND 5')
@Check('pin_void_reason', '(voided_at IS NULL) = (void_reason IS NULL)')
@Index('pin_live', ['practiceId', 'portalAccountId'], {
  unique: true,
  where: 'redeemed_at IS NULL AND voided_at IS NULL',
})
@Index('pin_by_account', ['practiceId', 'portalAccountId', 'createdAt'])
export class PinEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid' })
  practiceId!: string;

  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'portal_account_id', type: 'uuid' })
  portalAccountId!: string;

  @ManyToOne('PortalAccountEntity')
  @JoinColumn([
    { name: 'practice_id', referencedColumnName: 'practiceId', foreignKeyConstraintName: 'pin_account' },
    { name: 'portal_account_id', referencedColumnName: 'id', foreignKeyConstraintName: 'pin_account' },
  ])
  portalAccount!: Relation<PortalAccountEntity>;

  @Column({ name: 'created_by', type: 'uuid' })
  createdBy!: string;

  @ManyToOne('StaffMemberEntity')
  @JoinColumn([
    { name: 'practice_id', referencedColumnName: 'practiceId', foreignKeyConstraintName: 'pin_staff_member' },
    { name: 'created_by', referencedColumnName: 'id', foreignKeyConstraintName: 'pin_staff_member' },
  ])
  creator!: Relation<StaffMemberEntity>;

  @Column({ name: 'key_id', type: 'text' })
  keyId!: string;

  @Column({ name: 'digits_hash', type: 'bytea' })
  digitsHash!: Buffer;

  /** How many tries were compared with this PIN, the right one included. */
  @Column({ type: 'integer', default: 0 })
  tries!: number;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;

  @Column({ name: 'redeemed_at', type: 'timestamptz', nullable: true })
  redeemedAt!: Date | null;

  @Column({ name: 'voided_at', type: 'timestamptz', nullable: true })
  voidedAt!: Date | null;

  @Column({ name: 'void_reason', type: 'text', nullable: true })
  voidReason!: string | null;
}
