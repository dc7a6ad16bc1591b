import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { PracticeEntity } from '../practice/practice.entity.ts';

/** A person in care at the practice; the record, not the login. */
@Entity('client')
@Index('client_by_name', ['practiceId', 'sortName', 'id'])
@Index('client_reference', ['practiceId', 'reference'], { unique: true, where: 'reference IS NOT NULL' })
// A trigram index over both texts that are searched, which only a migration can make.
@Index('client_search', { synchronize: false })
// Small enough that counting everyone in care is quick.
@Index('client_in_care', ['practiceId'], { where: 'archived_at IS NULL' })
@Index('client_archived', ['practiceId', 'sortName', 'id'], { where: 'archived_at IS NOT NULL' })
@Index('client_by_invitation', ['practiceId', 'lastInvitedAt', 'id'], { where: 'archived_at IS NULL' })
@Index('client_by_last_sign_in', ['practiceId', 'lastSignedInAt', 'id'], { where: 'archived_at IS NULL' })
@Index('client_without_address', ['practiceId', 'sortName', 'id'], { where: 'archived_at IS NULL AND without_address' })
@Index('client_never_invited', ['practiceId', 'sortName', 'id'], { where: 'archived_at IS NULL AND never_invited' })
@Index('client_never_signed_in', ['practiceId', 'sortName', 'id'], {
  where: "archived_at IS NULL AND last_invited_at > '-infinity' AND last_signed_in_at = '-infinity'",
})
@Index('client_access_off', ['practiceId', 'sortName', 'id'], { where: 'archived_at IS NULL AND access_off' })
export class ClientEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid' })
  practiceId!: string;

  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @ManyToOne('PracticeEntity')
  @JoinColumn({ name: 'practice_id', foreignKeyConstraintName: 'client_practice' })
  practice!: Relation<PracticeEntity>;

  @Column({ name: 'first_name', type: 'text' })
  firstName!: string;

  @Column({ name: 'last_name', type: 'text' })
  lastName!: string;

  /** Last name and first name without case and accents, the order of lists. */
  @Column({ name: 'sort_name', type: 'text', collation: 'C' })
  sortName!: string;

  /** In E.164. */
  @Column({ type: 'text', nullable: true })
  phone!: string | null;

  /** The practice's number for this client, unique in the practice. */
  @Column({ type: 'text', nullable: true })
  reference!: string | null;

  @Column({ name: 'archived_at', type: 'timestamptz', nullable: true })
  archivedAt!: Date | null;

  @Column({ type: 'integer', default: 1 })
  version!: number;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  /** The words of the name and of the reference, in the form of searchWords. */
  @Column({ name: 'search_name', type: 'text', default: '' })
  searchName!: string;

  // The columns from here on are for the list, which reads no other table. Every change of an access updates them
  // (client-list.store.ts). A scheduled task copies sign-ins from the activity, so that signing in writes no more.

  /** The search words of the addresses with access to the client. */
  @Column({ name: 'search_addresses', type: 'text', default: '' })
  searchAddresses!: string;

  @Column({ name: 'without_address', type: 'boolean', default: true })
  withoutAddress!: boolean;

  /** Whether an access that is on was never invited. */
  @Column({ name: 'never_invited', type: 'boolean', default: false })
  neverInvited!: boolean;

  /** Whether an access is off. */
  @Column({ name: 'access_off', type: 'boolean', default: false })
  accessOff!: boolean;

  /** The latest invitation of any access to the client; '-infinity' for none, so that every row can be sorted. */
  @Column({ name: 'last_invited_at', type: 'timestamptz', precision: 3, default: '-infinity' })
  lastInvitedAt!: Date | number;

  /** The latest sign-in of any address with access to the client; '-infinity' for none. */
  @Column({ name: 'last_signed_in_at', type: 'timestamptz', precision: 3, default: '-infinity' })
  lastSignedInAt!: Date | number;
}
