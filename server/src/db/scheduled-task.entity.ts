import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A task that runs at an interval on any one server. It belongs to no practice. */
@Entity('scheduled_task')
export class ScheduledTaskEntity {
  @PrimaryColumn({ type: 'text' })
  name!: string;

  @Column({ name: 'due_at', type: 'timestamptz', default: () => 'now()' })
  dueAt!: Date;

  /** The end of the lease of the server that runs it. */
  @Column({ name: 'claimed_until', type: 'timestamptz', nullable: true })
  claimedUntil!: Date | null;

  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  endedAt!: Date | null;

  /** The last result, for operators. */
  @Column({ type: 'text', nullable: true })
  result!: string | null;
}
