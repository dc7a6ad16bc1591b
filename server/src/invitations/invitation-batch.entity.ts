import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { ClientEntity } from '../clients/client.entity.ts';
import type { PracticeEntity } from '../practice/practice.entity.ts';
import type { BatchAudience, BatchState, ItemReason, ItemState } from './invitation-batch.ts';

/** A batch of invitations, started by a staff member and sent in the background. */
@Entity('invitation_batch')
@Check('invitation_batch_state', "state IN ('running', 'paused', 'done', 'cancelled')")
@Index('invitation_batch_by_time', ['practiceId', 'startedAt'])
// One at a time, so that a second press starts no second batch.
@Index('invitation_batch_under_way', ['practiceId'], { unique: true, where: "state IN ('running', 'paused')" })
export class InvitationBatchEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid' })
  practiceId!: string;

  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @ManyToOne('PracticeEntity')
  @JoinColumn({ name: 'practice_id', foreignKeyConstraintName: 'invitation_batch_practice' })
  practice!: Relation<PracticeEntity>;

  @Column({ type: 'text' })
  state!: BatchState;

  @Column({ type: 'text' })
  audience!: BatchAudience;

  @Column({ name: 'started_by', type: 'uuid' })
  startedBy!: string;

  @Column({ name: 'started_at', type: 'timestamptz', default: () => 'now()' })
  startedAt!: Date;

  /** When it is due; while a server works on it, the end of the lease. */
  @Column({ name: 'due_at', type: 'timestamptz', default: () => 'now()' })
  dueAt!: Date;

  @Column({ name: 'finished_at', type: 'timestamptz', nullable: true })
  finishedAt!: Date | null;
}

/** A person of a batch with the state of their invitation. */
@Entity('invitation_batch_item')
@Check('invitation_batch_item_state', "state IN ('waiting', 'sent', 'skipped', 'failed')")
@Index('invitation_batch_item_by_batch', ['practiceId', 'batchId', 'id'])
@Index('invitation_batch_item_waiting', ['practiceId', 'batchId', 'dueAt'], { where: "state = 'waiting'" })
@Index('invitation_batch_item_once', ['practiceId', 'batchId', 'portalAccessId'], {
  unique: true,
  where: 'portal_access_id IS NOT NULL',
})
export class InvitationBatchItemEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid' })
  practiceId!: string;

  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'batch_id', type: 'uuid' })
  batchId!: string;

  @ManyToOne('InvitationBatchEntity', { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'practice_id',
      referencedColumnName: 'practiceId',
      foreignKeyConstraintName: 'invitation_batch_item_batch',
    },
    { name: 'batch_id', referencedColumnName: 'id', foreignKeyConstraintName: 'invitation_batch_item_batch' },
  ])
  batch!: Relation<InvitationBatchEntity>;

  @Column({ name: 'client_id', type: 'uuid' })
  clientId!: string;

  @ManyToOne('ClientEntity', { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'practice_id',
      referencedColumnName: 'practiceId',
      foreignKeyConstraintName: 'invitation_batch_item_client',
    },
    { name: 'client_id', referencedColumnName: 'id', foreignKeyConstraintName: 'invitation_batch_item_client' },
  ])
  client!: Relation<ClientEntity>;

  /** Null for a client without address; no foreign key, because the result outlives the access. */
  @Column({ name: 'portal_access_id', type: 'uuid', nullable: true })
  portalAccessId!: string | null;

  @Column({ type: 'text', default: 'waiting' })
  state!: ItemState;

  @Column({ type: 'text', nullable: true })
  reason!: ItemReason | null;

  /** How often an invitation was tried. */
  @Column({ type: 'integer', default: 0 })
  tries!: number;

  /** When it is due; while a server works on it, the end of the lease. */
  @Column({ name: 'due_at', type: 'timestamptz', default: () => 'now()' })
  dueAt!: Date;

  @Column({ name: 'done_at', type: 'timestamptz', nullable: true })
  doneAt!: Date | null;
}
