import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { OffReason } from './webhook-endpoint.ts';

/**
 * Another system's URL that gets the events of a practice. Its secret is derived from a key of the configuration, the
 * id and the rotation; the row does not hold it.
 */
@Entity('webhook_endpoint')
@Check('webhook_endpoint_off_reason', "off_reason IS NULL OR (NOT active AND off_reason IN ('gone', 'failing'))")
@Check('webhook_endpoint_old_secret', '(old_key_id IS NULL) = (old_secret_until IS NULL)')
@Index('webhook_endpoint_active', ['practiceId', 'id'], { where: 'active' })
export class WebhookEndpointEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid' })
  practiceId!: string;

  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  url!: string;

  @Column({ type: 'text', nullable: true })
  description!: string | null;

  /** The events that it subscribes to, each with the time of the subscription. */
  @Column({ type: 'jsonb' })
  subscriptions!: Record<string, string>;

  @Column({ type: 'boolean', default: true })
  active!: boolean;

  /** Why it was switched off automatically. */
  @Column({ name: 'off_reason', type: 'text', nullable: true })
  offReason!: OffReason | null;

  /** The key of the configuration that its secret is derived from. */
  @Column({ name: 'key_id', type: 'text' })
  keyId!: string;

  @Column({ type: 'integer', default: 1 })
  rotation!: number;

  /** The key of the previous secret, while that one also signs. */
  @Column({ name: 'old_key_id', type: 'text', nullable: true })
  oldKeyId!: string | null;

  @Column({ name: 'old_secret_until', type: 'timestamptz', nullable: true })
  oldSecretUntil!: Date | null;

  /** Since when every delivery has failed; null while deliveries arrive. */
  @Column({ name: 'failing_since', type: 'timestamptz', nullable: true })
  failingSince!: Date | null;

  /** The time up to which the activity was read, without late commits. */
  @Column({ name: 'read_until', type: 'timestamptz', default: () => 'now()' })
  readUntil!: Date;

  /** The time up to which the activity was read again for late commits. */
  @Column({ name: 'reread_at', type: 'timestamptz', default: () => 'now()' })
  rereadAt!: Date;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
