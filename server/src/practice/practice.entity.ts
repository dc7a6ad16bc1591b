import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';

/** The organisation. It owns every other row; its id is the key by which the data can be distributed over machines. */
@Entity('practice')
@Check('practice_link_lifetime', 'link_lifetime_minutes BETWEEN 5 AND 1440')
@Check('practice_pin_lifetime', 'pin_lifetime_minutes BETWEEN 5 AND 1440')
@Check('practice_activity_retention', 'activity_retention_days BETWEEN 30 AND 2192')
export class PracticeEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  /** The portal address in use now. */
  @Index('practice_slug', { unique: true })
  @Column({ type: 'text' })
  slug!: string;

  @Column({ type: 'text' })
  name!: string;

  /** The name that mails show as their sender. */
  @Column({ name: 'mail_name', type: 'text' })
  mailName!: string;

  /** In E.164, such as +15550100199. */
  @Column({ type: 'text', nullable: true })
  phone!: string | null;

  @Column({ type: 'text', nullable: true })
  address!: string | null;

  /** An IANA name, such as America/New_York. */
  @Column({ name: 'time_zone', type: 'text' })
  timeZone!: string;

  @Column({ name: 'link_lifetime_minutes', type: 'integer', default: 1440 })
  linkLifetimeMinutes!: number;

  @Column({ name: 'pin_lifetime_minutes', type: 'integer', default: 1440 })
  pinLifetimeMinutes!: number;

  /** How long the activity record is kept; six years is what HIPAA asks for (45 CFR 164.316(b)(2)). */
  @Column({ name: 'activity_retention_days', type: 'integer', default: 2192 })
  activityRetentionDays!: number;

  /** The sign-ins of the activity up to this time have been written to the clients; '-infinity' at first. */
  @Column({ name: 'sign_ins_noted_at', type: 'timestamptz', precision: 3, default: '-infinity' })
  signInsNotedAt!: Date | number;

  @Column({ type: 'integer', default: 1 })
  version!: number;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}

/** Every portal address that a practice ever had. An old one still leads to its practice, and no other practice can take it. */
@Entity('portal_address')
export class PortalAddressEntity {
  @PrimaryColumn({ type: 'text' })
  slug!: string;

  @Column({ name: 'practice_id', type: 'uuid' })
  practiceId!: string;

  @ManyToOne('PracticeEntity')
  @JoinColumn({ name: 'practice_id', foreignKeyConstraintName: 'portal_address_practice' })
  practice!: Relation<PracticeEntity>;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
