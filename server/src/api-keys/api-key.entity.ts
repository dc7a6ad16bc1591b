import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { StaffMemberEntity } from '../staff/staff-member.entity.ts';
import type { Scope } from '../permissions/scopes.ts';

/** A program's key to the API. Its id and name are those of a row in `staff_member`, under which its acts are recorded. */
@Entity('api_key')
@Check('api_key_scopes', 'cardinality(scopes) > 0')
@Check('api_key_revoked', '(revoked_at IS NULL) = (revoked_by IS NULL)')
@Index('api_key_token', ['practiceId', 'tokenHash'], { unique: true })
export class ApiKeyEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid' })
  practiceId!: string;

  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @ManyToOne('StaffMemberEntity')
  @JoinColumn([
    { name: 'practice_id', referencedColumnName: 'practiceId', foreignKeyConstraintName: 'api_key_staff_member' },
    { name: 'id', referencedColumnName: 'id', foreignKeyConstraintName: 'api_key_staff_member' },
  ])
  staffMember!: Relation<StaffMemberEntity>;

  @Column({ name: 'token_hash', type: 'bytea' })
  tokenHash!: Buffer;

  /** The first characters of the key, so that people can recognize it. */
  @Column({ name: 'token_start', type: 'text' })
  tokenStart!: string;

  @Column({ type: 'text', array: true })
  scopes!: Scope[];

  @Column({ name: 'created_by', type: 'uuid' })
  createdBy!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true })
  expiresAt!: Date | null;

  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true })
  revokedAt!: Date | null;

  @Column({ name: 'revoked_by', type: 'uuid', nullable: true })
  revokedBy!: string | null;

  /** Accurate to a minute: it is written once a minute at most. */
  @Column({ name: 'last_used_at', type: 'timestamptz', nullable: true })
  lastUsedAt!: Date | null;
}

/**
 * Points that a key, or all keys of a practice together, spent in the current minute. The practice's own
 * row has the practice's id. It has no foreign key, so that spending locks no other row.
 */
@Entity('api_budget')
export class ApiBudgetEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid' })
  practiceId!: string;

  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'integer' })
  spent!: number;

  @Column({ name: 'ends_at', type: 'timestamptz' })
  endsAt!: Date;
}
