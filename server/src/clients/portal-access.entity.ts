import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { ClientEntity } from './client.entity.ts';
import type { PortalAccountEntity } from './portal-account.entity.ts';
import type { Relationship } from './portal-access.ts';

/** The grant that lets one portal account see one client; it carries the invitation. */
@Entity('portal_access')
@Check('portal_access_relationship', "relationship IN ('self', 'parent', 'guardian', 'partner')")
@Index('portal_access_once', ['practiceId', 'clientId', 'portalAccountId'], { unique: true })
@Index('portal_access_by_account', ['practiceId', 'portalAccountId'])
export class PortalAccessEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid' })
  practiceId!: string;

  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'client_id', type: 'uuid' })
  clientId!: string;

  @ManyToOne('ClientEntity')
  @JoinColumn([
    { name: 'practice_id', referencedColumnName: 'practiceId', foreignKeyConstraintName: 'portal_access_client' },
    { name: 'client_id', referencedColumnName: 'id', foreignKeyConstraintName: 'portal_access_client' },
  ])
  client!: Relation<ClientEntity>;

  @Column({ name: 'portal_account_id', type: 'uuid' })
  portalAccountId!: string;

  @ManyToOne('PortalAccountEntity')
  @JoinColumn([
    { name: 'practice_id', referencedColumnName: 'practiceId', foreignKeyConstraintName: 'portal_access_account' },
    { name: 'portal_account_id', referencedColumnName: 'id', foreignKeyConstraintName: 'portal_access_account' },
  ])
  portalAccount!: Relation<PortalAccountEntity>;

  @Column({ type: 'text' })
  relationship!: Relationship;

  /** The name of the person who holds the access; null when it is the client. */
  @Column({ type: 'text', nullable: true })
  person!: string | null;

  @Column({ type: 'boolean', default: true })
  active!: boolean;

  @Column({ name: 'invited_at', type: 'timestamptz', nullable: true })
  invitedAt!: Date | null;

  @Column({ name: 'invited_by', type: 'uuid', nullable: true })
  invitedBy!: string | null;

  @Column({ type: 'integer', default: 1 })
  version!: number;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
