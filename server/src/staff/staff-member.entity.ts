import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { PracticeEntity } from '../practice/practice.entity.ts';
import type { Role } from '../permissions/permissions.ts';

/** A staff member, or an API key that acts for the practice. Activity refers to one of these. */
@Entity('staff_member')
@Check('staff_member_role', "role IN ('owner', 'clinician', 'front-desk', 'api-key')")
@Check('staff_member_address_of_person', "(email IS NULL) = (role = 'api-key')")
@Index('staff_member_address', ['practiceId', 'email'], { unique: true, where: 'removed_at IS NULL' })
@Index('staff_member_by_address', ['email'], { where: 'removed_at IS NULL' })
export class StaffMemberEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid' })
  practiceId!: string;

  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @ManyToOne('PracticeEntity')
  @JoinColumn({ name: 'practice_id', foreignKeyConstraintName: 'staff_member_practice' })
  practice!: Relation<PracticeEntity>;

  @Column({ type: 'text' })
  name!: string;

  /** Null for an API key only. */
  @Column({ type: 'text', nullable: true })
  email!: string | null;

  @Column({ type: 'text' })
  role!: Role | 'api-key';

  @Column({ name: 'removed_at', type: 'timestamptz', nullable: true })
  removedAt!: Date | null;

  @Column({ type: 'integer', default: 1 })
  version!: number;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
