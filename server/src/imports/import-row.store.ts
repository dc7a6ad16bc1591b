import { type Database, type Queryable } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import { statement } from '../db/statement.ts';
import { newId } from '../lib/ids.ts';
import type { ClassifiedRow } from './classify-rows.ts';
import type { ImportRow, RowCount } from './client-import.ts';
import type { ImportRef } from './client-import.store.ts';
import type { RowResult } from './plan-rows.ts';
import { portionsOf } from './portions.ts';

/** A filter of an import's rows, by status or by result. */
export type RowFilter = 'all' | 'new' | 'existing' | 'problem' | 'imported' | 'left-alone';

interface OfImport {
  practiceId: string;
  importId: string;
}

/** A row of the file by its number. */
interface NumberedRow {
  number: number;
  cells: string[];
}

const insert = statement<never, OfImport & { rows: string }>(
  'import-row.insert',
  sql`INSERT INTO client_import_row (practice_id, id, import_id, number, cells, status, problems, note)
      SELECT :practiceId, r.id, :importId, r.number, r.cells, r.status, r.problems, r.note
        FROM jsonb_to_recordset(:rows::jsonb) AS r (id uuid, number int, cells jsonb, status text, problems jsonb, note text)`,
);

const columns = sql`r.id, r.number, r.cells, r.status, r.problems, r.note, r.outcome, r.client_id AS "clientId"`;

const list = statement<ImportRow, OfImport & { show: RowFilter; after: number; first: number }>(
  'import-row.list',
  sql`SELECT ${columns} FROM client_import_row r
       WHERE r.practice_id = :practiceId AND r.import_id = :importId AND r.number > :after
         AND CASE :show WHEN 'all' THEN r.status <> 'header'
                        WHEN 'new' THEN r.status IN ('new', 'address')
                        WHEN 'imported' THEN r.outcome IN ('created', 'address-added', 'updated')
                        WHEN 'left-alone' THEN r.outcome IN ('unchanged', 'cancelled')
                        ELSE r.status = :show END
       ORDER BY r.number LIMIT :first`,
);

const listAll = statement<NumberedRow, OfImport>(
  'import-row.list-all',
  sql`SELECT number, cells FROM client_import_row
       WHERE practice_id = :practiceId AND import_id = :importId ORDER BY number`,
);

const listFirst = statement<NumberedRow, OfImport>(
  'import-row.list-first',
  sql`SELECT number, cells FROM client_import_row
       WHERE practice_id = :practiceId AND import_id = :importId ORDER BY number LIMIT 6`,
);

const listWaiting = statement<ImportRow, OfImport & { after: number; size: number }>(
  'import-row.list-waiting',
  sql`SELECT ${columns} FROM client_import_row r
       WHERE r.practice_id = :practiceId AND r.import_id = :importId AND r.outcome IS NULL AND r.number > :after
       ORDER BY r.number LIMIT :size`,
);

const count = statement<RowCount, OfImport>(
  'import-row.count',
  sql`SELECT status, outcome, count(*)::int AS count FROM client_import_row
       WHERE practice_id = :practiceId AND import_id = :importId GROUP BY status, outcome`,
);

const countUninvited = statement<{ count: number }, OfImport>(
  'import-row.count-uninvited',
  sql`SELECT count(*)::int AS count FROM client_import_row r
        JOIN portal_access a ON a.practice_id = r.practice_id AND a.id = r.portal_access_id
       WHERE r.practice_id = :practiceId AND r.import_id = :importId AND a.invited_at IS NULL AND a.active`,
);

const classify = statement<never, OfImport & { rows: string }>(
  'import-row.classify',
  sql`UPDATE client_import_row r SET status = j.status, problems = j.problems, note = j.note
        FROM jsonb_to_recordset(:rows::jsonb) AS j (number int, status text, problems jsonb, note text)
       WHERE r.practice_id = :practiceId AND r.import_id = :importId AND r.number = j.number
         AND (r.status, r.problems, r.note) IS DISTINCT FROM (j.status, j.problems, j.note)`,
);

const leaveOut = statement<never, OfImport>(
  'import-row.leave-out',
  sql`UPDATE client_import_row SET outcome = CASE WHEN status = 'header' THEN 'header' ELSE 'left-out' END
       WHERE practice_id = :practiceId AND import_id = :importId AND status IN ('header', 'problem')`,
);

const cancel = statement<never, OfImport>(
  'import-row.cancel',
  sql`UPDATE client_import_row SET outcome = CASE WHEN status = 'header' THEN 'header' ELSE 'cancelled' END
       WHERE practice_id = :practiceId AND import_id = :importId AND outcome IS NULL`,
);

const settle = statement<never, { practiceId: string; results: string }>(
  'import-row.settle',
  sql`UPDATE client_import_row r
         SET outcome = j.outcome, client_id = j."clientId", portal_access_id = j."portalAccessId"
        FROM jsonb_to_recordset(:results::jsonb)
          AS j ("rowId" uuid, outcome text, "clientId" uuid, "portalAccessId" uuid)
       WHERE r.practice_id = :practiceId AND r.id = j."rowId"`,
);

const refuseNext = statement<never, OfImport & { after: number; problems: string }>(
  'import-row.refuse-next',
  sql`UPDATE client_import_row SET status = 'problem', outcome = 'left-out', problems = :problems::jsonb
       WHERE practice_id = :practiceId AND import_id = :importId
         AND number = (SELECT min(r.number) FROM client_import_row r
                        WHERE r.practice_id = :practiceId AND r.import_id = :importId
                          AND r.outcome IS NULL AND r.number > :after)`,
);

const remove = statement<never, OfImport>(
  'import-row.remove',
  sql`DELETE FROM client_import_row WHERE practice_id = :practiceId AND import_id = :importId`,
);

/** The rows of uploaded lists. */
export class ImportRowStore {
  constructor(private readonly database: Database) {}

  /** Adds the rows of an upload, in portions, so that other statements do not wait. */
  async add(ref: ImportRef, rows: readonly (ClassifiedRow & { cells: string[] })[]): Promise<void> {
    for (const portion of portionsOf(rows, 1000)) {
      const records = portion.map((row) => Object.assign(row, { id: newId() }));
      await this.database.run(insert, { ...ref, rows: JSON.stringify(records) });
    }
  }

  /** A page of the rows, in the file's order. */
  async list(ref: ImportRef, show: RowFilter, page: { after: number; first: number }): Promise<ImportRow[]> {
    return this.database.run(list, { ...ref, show, ...page });
  }

  /** Every row with its cells, in the file's order. */
  async listAll(ref: ImportRef): Promise<NumberedRow[]> {
    return this.database.run(listAll, ref);
  }

  /** The first rows of the file, the header included. */
  async listFirst(ref: ImportRef): Promise<NumberedRow[]> {
    return this.database.run(listFirst, ref);
  }

  /** The next rows to import, after the given one. */
  async listWaiting(db: Queryable, ref: ImportRef, next: { after: number; size: number }): Promise<ImportRow[]> {
    return db.run(listWaiting, { ...ref, ...next });
  }

  async count(ref: ImportRef): Promise<RowCount[]> {
    return this.database.run(count, ref);
  }

  /** How many accesses of this import are not invited yet. */
  async countUninvited(ref: ImportRef): Promise<number> {
    const [row] = await this.database.run(countUninvited, ref);
    return row?.count ?? 0;
  }

  /** Updates the status of the rows. */
  async classify(db: Queryable, ref: ImportRef, rows: readonly ClassifiedRow[]): Promise<void> {
    await db.run(classify, { ...ref, rows: JSON.stringify(rows) });
  }

  /** Settles the rows that are not imported: the header, and those with problems. */
  async leaveOut(db: Queryable, ref: ImportRef): Promise<void> {
    await db.run(leaveOut, ref);
  }

  /** Settles the rows that were not imported yet. */
  async cancel(db: Queryable, ref: ImportRef): Promise<void> {
    await db.run(cancel, ref);
  }

  /** Saves the results of rows. */
  async settle(db: Queryable, practiceId: string, results: readonly RowResult[]): Promise<void> {
    await db.run(settle, { practiceId, results: JSON.stringify(results) });
  }

  /** Marks the next row after the given one as one with a problem. */
  async refuseNext(ref: ImportRef, after: number): Promise<void> {
    const problems = [{ field: null, message: 'This row could not be imported. Add this client by hand.' }];
    await this.database.run(refuseNext, { ...ref, after, problems: JSON.stringify(problems) });
  }

  async remove(db: Queryable, ref: ImportRef): Promise<void> {
    await db.run(remove, ref);
  }
}
