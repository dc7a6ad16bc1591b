import type { ImportMapping } from './import-columns.ts';
import type { RowStatus } from './classify-rows.ts';
import type { RowProblem } from './read-row.ts';

/** The state of an import: uploading, ready for review, running, ended. */
export type ImportState = 'reading' | 'ready' | 'running' | 'done' | 'cancelled';

/** What to do with existing clients. */
export type ExistingChoice = 'skip' | 'update';

/** The result of a row; `address-added` gave an address access to an existing client. */
export type RowOutcome = 'header' | 'left-out' | 'created' | 'address-added' | 'updated' | 'unchanged' | 'cancelled';

/** An uploaded list of clients. */
export interface ClientImport extends ImportMapping {
  practiceId: string;
  id: string;
  fileName: string;
  state: ImportState;
  existing: ExistingChoice;
  version: number;
  uploadedBy: string;
  uploadedAt: Date;
  confirmedBy: string | null;
  finishedAt: Date | null;
}

/** One of its rows. */
export interface ImportRow {
  id: string;
  number: number;
  cells: string[];
  status: RowStatus;
  problems: RowProblem[];
  note: string | null;
  outcome: RowOutcome | null;
  clientId: string | null;
}

/** How many rows there are of a kind. */
export interface RowCount {
  status: RowStatus;
  outcome: RowOutcome | null;
  count: number;
}
