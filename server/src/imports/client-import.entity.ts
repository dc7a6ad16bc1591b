import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { PracticeEntity } from '../practice/practice.entity.ts';
import type { ImportField } from './import-columns.ts';
import type { ExistingChoice, ImportState, RowOutcome } from './client-import.ts';
import type { RowStatus } from './classify-rows.ts';
import type { RowProblem } from './read-row.ts';

/** An uploaded list of clients and the state of its import. It is deleted after some days. */
@Entity('client_import')
@Check('client_import_state', "state IN ('reading', 'ready', 'running', 'done', 'cancelled')")
@Index('client_import_by_time', ['practiceId', 'uploadedAt'])
// One at a time: two would not see each other's clients, and could create a client twice.
@Index('client_import_running', ['practiceId'], { unique: true, where: "state = 'running'" })
export class ClientImportEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid' })
  practiceId!: string;

  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @ManyToOne('PracticeEntity')
  @JoinColumn({ name: 'practice_id', foreignKeyConstraintName: 'client_import_practice' })
  practice!: Relation<PracticeEntity>;

  @Column({ name: 'file_name', type: 'text' })
  fileName!: string;

  @Column({ type: 'text' })
  state!: ImportState;

  /** The field of each column, by the column's index. */
  @Column({ type: 'jsonb' })
  columns!: (ImportField | null)[];

  @Column({ name: 'has_header', type: 'boolean' })
  hasHeader!: boolean;

  /** What to do with existing clients. */
  @Column({ type: 'text', default: 'skip' })
  existing!: ExistingChoice;

  @Column({ type: 'integer', default: 1 })
  version!: number;

  @Column({ name: 'uploaded_by', type: 'uuid' })
  uploadedBy!: string;

  @Column({ name: 'uploaded_at', type: 'timestamptz', default: () => 'now()' })
  uploadedAt!: Date;

  @Column({ name: 'confirmed_by', type: 'uuid', nullable: true })
  confirmedBy!: string | null;

  /** The end of the lease while a server works on it. */
  @Column({ name: 'claimed_until', type: 'timestamptz', nullable: true })
  claimedUntil!: Date | null;

  @Column({ name: 'finished_at', type: 'timestamptz', nullable: true })
  finishedAt!: Date | null;
}

/** A row of an uploaded list, with its cells and its result. */
@Entity('client_import_row')
@Index('client_import_row_number', ['practiceId', 'importId', 'number'], { unique: true })
@Index('client_import_row_waiting', ['practiceId', 'importId', 'number'], { where: 'outcome IS NULL' })
export class ClientImportRowEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid' })
  practiceId!: string;

  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'import_id', type: 'uuid' })
  importId!: string;

  @ManyToOne('ClientImportEntity', { onDelete: 'CASCADE' })
  @JoinColumn([
    { name: 'practice_id', referencedColumnName: 'practiceId', foreignKeyConstraintName: 'client_import_row_import' },
    { name: 'import_id', referencedColumnName: 'id', foreignKeyConstraintName: 'client_import_row_import' },
  ])
  import!: Relation<ClientImportEntity>;

  @Column({ type: 'integer' })
  number!: number;

  @Column({ type: 'jsonb' })
  cells!: string[];

  @Column({ type: 'text' })
  status!: RowStatus;

  @Column({ type: 'jsonb', default: () => "'[]'" })
  problems!: RowProblem[];

  @Column({ type: 'text', nullable: true })
  note!: string | null;

  @Column({ type: 'text', nullable: true })
  outcome!: RowOutcome | null;

  @Column({ name: 'client_id', type: 'uuid', nullable: true })
  clientId!: string | null;

  @Column({ name: 'portal_access_id', type: 'uuid', nullable: true })
  portalAccessId!: string | null;
}
