import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Something that is done again and again by the clock, by whichever server is first. It belongs to no practice. */
@Entity('scheduled_task')
export class ScheduledTaskEntity {
  @PrimaryColumn({ type: 'text' })
  name!: string;

  @Column({ name: 'due_at', type: 'timestamptz', default: () => 'now()' })
  dueAt!: Date;

  /** Until when a server is doing it; later, any may begin anew. */
  @Column({ name: 'claimed_until', type: 'timestamptz', nullable: true })
  claimedUntil!: Date | null;

  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  endedAt!: Date | null;

  /** What came of it the last time, for whoever looks into the database. */
  @Column({ type: 'text', nullable: true })
  result!: string | null;
}
