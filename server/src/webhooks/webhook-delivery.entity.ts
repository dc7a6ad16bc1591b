import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { DeliveryState } from './webhook-delivery.ts';
import type { WebhookEndpointEntity } from './webhook-endpoint.entity.ts';

/** The delivery of one event to one endpoint. */
@Entity('webhook_delivery')
@Check('webhook_delivery_state', "state IN ('waiting', 'delivered', 'failed')")
@Check('webhook_delivery_answer_length', 'char_length(answer) <= 300')
// Each endpoint gets an event once, however often and by however many servers the activity is read.
@Index('webhook_delivery_once', ['practiceId', 'endpointId', 'eventId'], { unique: true })
@Index('webhook_delivery_by_endpoint', ['practiceId', 'endpointId', 'createdAt', 'id'])
@Index('webhook_delivery_due', ['practiceId', 'endpointId', 'dueAt'], { where: "state = 'waiting'" })
@Index('webhook_delivery_claimed', ['practiceId', 'endpointId'], { where: 'claimed_until IS NOT NULL' })
@Index('webhook_delivery_by_age', ['createdAt'])
export class WebhookDeliveryEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid' })
  practiceId!: string;

  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'endpoint_id', type: 'uuid' })
  endpointId!: string;

  @ManyToOne('WebhookEndpointEntity', { onDelete: 'CASCADE' })
  @JoinColumn([
    { name: 'practice_id', referencedColumnName: 'practiceId', foreignKeyConstraintName: 'webhook_delivery_endpoint' },
    { name: 'endpoint_id', referencedColumnName: 'id', foreignKeyConstraintName: 'webhook_delivery_endpoint' },
  ])
  endpoint!: Relation<WebhookEndpointEntity>;

  /** The same for every endpoint that gets the event. */
  @Column({ name: 'event_id', type: 'uuid' })
  eventId!: string;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'jsonb' })
  payload!: Record<string, unknown>;

  @Column({ type: 'text', default: 'waiting' })
  state!: DeliveryState;

  @Column({ type: 'integer', default: 0 })
  attempts!: number;

  /** The earliest time of the next try; while a server has claimed it, the end of the lease. */
  @Column({ name: 'due_at', type: 'timestamptz', default: () => 'now()' })
  dueAt!: Date;

  /** The time after which it is given up. */
  @Column({ name: 'try_until', type: 'timestamptz' })
  tryUntil!: Date;

  /** While a server has claimed it: the end of its lease. */
  @Column({ name: 'claimed_until', type: 'timestamptz', nullable: true })
  claimedUntil!: Date | null;

  @Column({ name: 'tried_at', type: 'timestamptz', nullable: true })
  triedAt!: Date | null;

  /** The HTTP status of the last answer; null when there was none. */
  @Column({ type: 'integer', nullable: true })
  status!: number | null;

  /** The beginning of the last answer. */
  @Column({ type: 'text', nullable: true })
  answer!: string | null;

  /** The last error, as a sentence; null when there was none. */
  @Column({ type: 'text', nullable: true })
  problem!: string | null;

  /** In whole milliseconds, so that a cursor can hold it exactly. */
  @Column({ name: 'created_at', type: 'timestamptz', precision: 3, default: () => 'now()' })
  createdAt!: Date;
}
