import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { DeliveryState } from './webhook-delivery.ts';
import type { WebhookEndpointEntity } from './webhook-endpoint.entity.ts';

/** One event on its way to one endpoint, and what became of it. */
@Entity('webhook_delivery')
@Check('webhook_delivery_state', "state IN ('waiting', 'delivered', 'failed')")
@Check('webhook_delivery_answer_length', 'char_length(answer) <= 300')
// An event is told to an endpoint once, however often and by however many servers the record is read.
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

  /** The same for every endpoint that is told of the event. */
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

  /** Not to be tried before; while a server has claimed it, the end of its lease. */
  @Column({ name: 'due_at', type: 'timestamptz', default: () => 'now()' })
  dueAt!: Date;

  /** Not to be tried any more after. */
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

  /** How the last answer began. */
  @Column({ type: 'text', nullable: true })
  answer!: string | null;

  /** What went wrong the last time, in plain words; null when nothing did. */
  @Column({ type: 'text', nullable: true })
  problem!: string | null;

  /** In whole milliseconds, so that a page of the log can begin exactly where the last one ended. */
  @Column({ name: 'created_at', type: 'timestamptz', precision: 3, default: () => 'now()' })
  createdAt!: Date;
}
