import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { StaffMemberEntity } from '../staff/staff-member.entity.ts';

/** A request with an Idempotency-Key: claimed before it runs, completed with its answer. */
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

  /** A keyed hash: from a plain one, the content of a request could be guessed. */
  @Column({ name: 'request_hash', type: 'bytea' })
  requestHash!: Buffer;

  /** Encrypted, because answers hold secrets; null until the request was answered. */
  @Column({ type: 'text', nullable: true })
  answer!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
