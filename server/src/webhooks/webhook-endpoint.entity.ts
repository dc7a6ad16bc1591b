import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { OffReason } from './webhook-endpoint.ts';

/**
 * Another system's address that hears what happens at a practice. Its secret is derived from a key
 * of the configuration, the id and the rotation; the row holds none.
 */
@Entity('webhook_endpoint')
@Check('webhook_endpoint_off_reason', "off_reason IS NULL OR (NOT active AND off_reason IN ('gone', 'failing'))")
@Check('webhook_endpoint_old_secret', '(old_key_id IS NULL) = (old_secret_until IS NULL)')
@Index('webhook_endpoint_listening', ['practiceId', 'id'], { where: 'active' })
export class WebhookEndpointEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid' })
  practiceId!: string;

  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  url!: string;

  @Column({ type: 'text', nullable: true })
  description!: string | null;

  /** The events it hears, each with the time since which it does. */
  @Column({ type: 'jsonb' })
  hears!: Record<string, string>;

  @Column({ type: 'boolean', default: true })
  active!: boolean;

  /** Why it was switched off, when nobody did it. */
  @Column({ name: 'off_reason', type: 'text', nullable: true })
  offReason!: OffReason | null;

  /** The key of the configuration that its secret is derived from. */
  @Column({ name: 'key_id', type: 'text' })
  keyId!: string;

  @Column({ type: 'integer', default: 1 })
  rotation!: number;

  /** The key of the secret before, while that one signs as well. */
  @Column({ name: 'old_key_id', type: 'text', nullable: true })
  oldKeyId!: string | null;

  @Column({ name: 'old_secret_until', type: 'timestamptz', nullable: true })
  oldSecretUntil!: Date | null;

  /** Since when nothing arrived; null while deliveries arrive. */
  @Column({ name: 'failing_since', type: 'timestamptz', nullable: true })
  failingSince!: Date | null;

  /** What was committed long before this was handed over. */
  @Column({ name: 'read_until', type: 'timestamptz', default: () => 'now()' })
  readUntil!: Date;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
