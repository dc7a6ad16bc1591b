import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { StaffMemberEntity } from '../staff/staff-member.entity.ts';

/** A request that its sender may send again: claimed before it acts, answered after. */
@Entity('idempotency_key')
@Index('idempotency_key_of_caller', ['practiceId', 'callerId', 'key'], { unique: true })
@Index('idempotency_key_by_age', ['createdAt'])
export class IdempotencyKeyEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid' })
  practiceId!: string;

  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'caller_id', type: 'uuid' })
  callerId!: string;

  @ManyToOne('StaffMemberEntity')
  @JoinColumn([
    { name: 'practice_id', referencedColumnName: 'practiceId', foreignKeyConstraintName: 'idempotency_key_caller' },
    { name: 'caller_id', referencedColumnName: 'id', foreignKeyConstraintName: 'idempotency_key_caller' },
  ])
  caller!: Relation<StaffMemberEntity>;

  @Column({ type: 'text' })
  key!: string;

  /** The key of the configuration that `request_hash` was made with. */
  @Column({ name: 'key_id', type: 'text' })
  keyId!: string;

  /** A keyed hash: what a request holds may be guessed from a plain one. */
  @Column({ name: 'request_hash', type: 'bytea' })
  requestHash!: Buffer;

  /** Encrypted, because answers hold secrets; null until there is one. */
  @Column({ type: 'text', nullable: true })
  answer!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
