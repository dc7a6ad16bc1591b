import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { PortalAccountEntity } from '../clients/portal-account.entity.ts';
import type { StaffMemberEntity } from '../staff/staff-member.entity.ts';
import type { SignInMethod } from './session.ts';

/** A signed-in browser, of a portal account or of a staff member. Its token is stored only as a hash. */
@Entity('session')
@Check('session_holder', '(staff_member_id IS NULL) <> (portal_account_id IS NULL)')
@Check('session_method', "method IN ('link', 'pin')")
@Check('session_end_reason', '(ended_at IS NULL) = (end_reason IS NULL)')
@Index('session_token', ['practiceId', 'tokenHash'], { unique: true })
@Index('session_by_account', ['practiceId', 'portalAccountId'], {
  where: 'ended_at IS NULL AND portal_account_id IS NOT NULL',
})
@Index('session_by_staff', ['practiceId', 'staffMemberId'], {
  where: 'ended_at IS NULL AND staff_member_id IS NOT NULL',
})
export class SessionEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid' })
  practiceId!: string;

  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'token_hash', type: 'bytea' })
  tokenHash!: Buffer;

  @Column({ name: 'portal_account_id', type: 'uuid', nullable: true })
  portalAccountId!: string | null;

  @ManyToOne('PortalAccountEntity')
  @JoinColumn([
    { name: 'practice_id', referencedColumnName: 'practiceId', foreignKeyConstraintName: 'session_account' },
    { name: 'portal_account_id', referencedColumnName: 'id', foreignKeyConstraintName: 'session_account' },
  ])
  portalAccount!: Relation<PortalAccountEntity> | null;

  @Column({ name: 'staff_member_id', type: 'uuid', nullable: true })
  staffMemberId!: string | null;

  @ManyToOne('StaffMemberEntity')
  @JoinColumn([
    { name: 'practice_id', referencedColumnName: 'practiceId', foreignKeyConstraintName: 'session_staff_member' },
    { name: 'staff_member_id', referencedColumnName: 'id', foreignKeyConstraintName: 'session_staff_member' },
  ])
  staffMember!: Relation<StaffMemberEntity> | null;

  @Column({ type: 'text' })
  method!: SignInMethod;

  /** The browser and its system, such as "Chrome on Android". */
  @Column({ type: 'text' })
  device!: string;

  /** The access whose client this session shows; null until one was chosen. */
  @Column({ name: 'chosen_access_id', type: 'uuid', nullable: true })
  chosenAccessId!: string | null;

  @Column({ name: 'signed_in_at', type: 'timestamptz', default: () => 'now()' })
  signedInAt!: Date;

  @Column({ name: 'last_active_at', type: 'timestamptz', default: () => 'now()' })
  lastActiveAt!: Date;

  @Column({ name: 'idle_expires_at', type: 'timestamptz' })
  idleExpiresAt!: Date;

  /** The absolute end. */
  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;

  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  endedAt!: Date | null;

  @Column({ name: 'end_reason', type: 'text', nullable: true })
  endReason!: string | null;
}
