import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * What someone typed on the page where staff ask for a link. It names no practice; the row goes when
 * it is answered, and the practices' own records say how.
 */
@Entity('staff_link_request')
@Index('staff_link_request_waiting', ['askedAt'], { where: 'failed_at IS NULL' })
export class StaffLinkRequestEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  email!: string;

  @Column({ name: 'asked_at', type: 'timestamptz', default: () => 'now()' })
  askedAt!: Date;

  /** How many tries there were. */
  @Column({ type: 'smallint', default: 0 })
  tries!: number;

  /** The earliest time of the next try; while a server has claimed it, the end of the lease. */
  @Column({ name: 'due_at', type: 'timestamptz', default: () => 'now()' })
  dueAt!: Date;

  /** When it was given up. */
  @Column({ name: 'failed_at', type: 'timestamptz', nullable: true })
  failedAt!: Date | null;
}
