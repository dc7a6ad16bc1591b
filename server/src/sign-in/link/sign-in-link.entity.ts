import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { PortalAccountEntity } from '../../clients/portal-account.entity.ts';
import type { StaffMemberEntity } from '../../staff/staff-member.entity.ts';
import type { LinkKind } from './link-token.ts';

const live = 'redeemed_at IS NULL AND voided_at IS NULL';

/**
 * A single-use, newest-wins credential sent by mail. The row holds no secret: the token in the mail
 * is derived from the id and a key of the configuration. At most one per holder is live.
 */
@Entity('sign_in_link')
@Check('sign_in_link_kind', "kind IN ('sign-in', 'invitation', 'staff')")
@Check(
  'sign_in_link_holder',
  "(kind = 'staff') = (staff_member_id IS NOT NULL) AND (kind = 'staff') = (portal_account_id IS NULL)",
)
@Check('sign_in_link_void_reason', '(voided_at IS NULL) = (void_reason IS NULL)')
@Index('sign_in_link_live', ['practiceId', 'portalAccountId'], {
  unique: true,
  where: `${live} AND portal_account_id IS NOT NULL`,
})
@Index('sign_in_link_staff_live', ['practiceId', 'staffMemberId'], {
  unique: true,
  where: `${live} AND staff_member_id IS NOT NULL`,
})
@Index('sign_in_link_by_account', ['practiceId', 'portalAccountId', 'issuedAt'], {
  where: 'portal_account_id IS NOT NULL',
})
@Index('sign_in_link_by_staff', ['practiceId', 'staffMemberId', 'issuedAt'], { where: 'staff_member_id IS NOT NULL' })
export class SignInLinkEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid' })
  practiceId!: string;

  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  kind!: LinkKind;

  @Column({ name: 'portal_account_id', type: 'uuid', nullable: true })
  portalAccountId!: string | null;

  @ManyToOne('PortalAccountEntity')
  @JoinColumn([
    { name: 'practice_id', referencedColumnName: 'practiceId', foreignKeyConstraintName: 'sign_in_link_account' },
    { name: 'portal_account_id', referencedColumnName: 'id', foreignKeyConstraintName: 'sign_in_link_account' },
  ])
  portalAccount!: Relation<PortalAccountEntity> | null;

  @Column({ name: 'staff_member_id', type: 'uuid', nullable: true })
  staffMemberId!: string | null;

  @ManyToOne('StaffMemberEntity')
  @JoinColumn([
    { name: 'practice_id', referencedColumnName: 'practiceId', foreignKeyConstraintName: 'sign_in_link_staff_member' },
    { name: 'staff_member_id', referencedColumnName: 'id', foreignKeyConstraintName: 'sign_in_link_staff_member' },
  ])
  staffMember!: Relation<StaffMemberEntity> | null;

  @Column({ name: 'issued_at', type: 'timestamptz', default: () => 'now()' })
  issuedAt!: Date;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;

  @Column({ name: 'redeemed_at', type: 'timestamptz', nullable: true })
  redeemedAt!: Date | null;

  @Column({ name: 'voided_at', type: 'timestamptz', nullable: true })
  voidedAt!: Date | null;

  @Column({ name: 'void_reason', type: 'text', nullable: true })
  voidReason!: string | null;
}
