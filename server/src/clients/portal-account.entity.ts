import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { PracticeEntity } from '../practice/practice.entity.ts';

/** One e-mail address at one practice that may sign in. */
@Entity('portal_account')
// A trigram index, which only a migration can make.
@Index('portal_account_search', { synchronize: false })
@Index('portal_account_address', ['practiceId', 'email'], { unique: true })
export class PortalAccountEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid' })
  practiceId!: string;

  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @ManyToOne('PracticeEntity')
  @JoinColumn({ name: 'practice_id', foreignKeyConstraintName: 'portal_account_practice' })
  practice!: Relation<PracticeEntity>;

  /** In the form of shared/email.ts. */
  @Column({ type: 'text' })
  email!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
