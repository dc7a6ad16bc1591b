import { type Database, type Queryable, type Statement, type Transaction, statement } from '../db/database.ts';
import type { JobKind, JobQueue } from '../db/job-queue.ts';
import { newId } from '../lib/ids.ts';
import { ClientImportEntity, ClientImportRowEntity } from './client-import.entity.ts';
import type { ClientImport, ExistingChoice, ImportRow, RowCount, RowOutcome } from './client-import.ts';
import type { ImportMapping } from './import-columns.ts';
import { importPolicy } from './import-policy.ts';
import type { ClassifiedRow } from './classify-rows.ts';
import type { ExistingClient } from './known-clients.ts';

/** Names one import. */
export interface ImportRef {
  practiceId: string;
  importId: string;
}

/** The job that works on one import for a moment, and then queues the next. */
export const runImportKind: JobKind<ImportRef> = {
  queue: 'run-import',
  options: { expireInSeconds: 60, retryLimit: 5, retryDelay: 5, deleteAfterSeconds: 3600 },
};

/** What is asked for of an import's rows: by what would become of them, or by what did. */
export type RowFilter = 'all' | 'new' | 'existing' | 'problem' | 'imported' | 'left-alone';

const importColumns = `i.practice_id AS "practiceId", i.id, i.file_name AS "fileName", i.state, i.columns,
  i.has_header AS "hasHeader", i.existing, i.version, i.uploaded_by AS "uploadedBy", i.uploaded_at AS "uploadedAt",
  i.confirmed_by AS "confirmedBy", i.finished_at AS "finishedAt"`;

const findImport = statement<ClientImport>(
  'find-client-import',
  `SELECT ${importColumns} FROM client_import i WHERE i.practice_id = $1 AND i.id = $2`,
);

const listImports = statement<ClientImport>(
  'list-client-imports',
  `SELECT ${importColumns} FROM client_import i
    WHERE i.practice_id = $1 AND i.state <> 'reading' ORDER BY i.uploaded_at DESC, i.id LIMIT 20`,
);

const insertRows = statement(
  'insert-client-import-rows',
  `INSERT INTO client_import_row (practice_id, id, import_id, number, cells, verdict, problems, note)
   SELECT $1, r.id, $2, r.number, r.cells, r.verdict, r.problems, r.note
     FROM jsonb_to_recordset($3::jsonb) AS r (id uuid, number int, cells jsonb, verdict text, problems jsonb, note text)`,
);

const setReady = statement(
  'set-client-import-ready',
  `UPDATE client_import SET state = 'ready' WHERE practice_id = $1 AND id = $2`,
);

const rowColumns = `r.id, r.number, r.cells, r.verdict, r.problems, r.note, r.outcome, r.client_id AS "clientId"`;

const shownRows = `
  CASE $3 WHEN 'all' THEN r.verdict <> 'header'
          WHEN 'new' THEN r.verdict IN ('new', 'address')
          WHEN 'imported' THEN r.outcome IN ('created', 'address-added', 'updated')
          WHEN 'left-alone' THEN r.outcome IN ('unchanged', 'cancelled')
          ELSE r.verdict = $3 END`;

const pageOfRows = statement<ImportRow>(
  'list-client-import-rows',
  `SELECT ${rowColumns} FROM client_import_row r
    WHERE r.practice_id = $1 AND r.import_id = $2 AND ${shownRows} AND r.number > $4
    ORDER BY r.number LIMIT $5`,
);

const countRows = statement<RowCount>(
  'count-client-import-rows',
  `SELECT verdict, outcome, count(*)::int AS count FROM client_import_row
    WHERE practice_id = $1 AND import_id = $2 GROUP BY verdict, outcome`,
);

const headRows = statement<{ number: number; cells: string[] }>(
  'list-first-client-import-rows',
  `SELECT number, cells FROM client_import_row WHERE practice_id = $1 AND import_id = $2 ORDER BY number LIMIT 6`,
);

const saveVerdicts = statement(
  'save-client-import-verdicts',
  `UPDATE client_import_row r SET verdict = j.verdict, problems = j.problems, note = j.note
     FROM jsonb_to_recordset($3::jsonb) AS j (number int, verdict text, problems jsonb, note text)
    WHERE r.practice_id = $1 AND r.import_id = $2 AND r.number = j.number
      AND (r.verdict, r.problems, r.note) IS DISTINCT FROM (j.verdict, j.problems, j.note)`,
);

const saveMapping = statement<{ id: string }>(
  'save-client-import-mapping',
  `UPDATE client_import SET columns = $4::jsonb, has_header = $5, version = version + 1
    WHERE practice_id = $1 AND id = $2 AND version = $3 AND state = 'ready' RETURNING id`,
);

// The rows that nobody is going to work on get their end at once.
const settleOthers = statement(
  'settle-unwanted-client-import-rows',
  `UPDATE client_import_row SET outcome = CASE verdict WHEN 'header' THEN 'header' ELSE 'left-out' END
    WHERE practice_id = $1 AND import_id = $2 AND verdict IN ('header', 'problem')`,
);

const cancelImport = statement<{ started: boolean }>(
  'cancel-client-import',
  `UPDATE client_import SET state = 'cancelled', finished_at = now()
    WHERE practice_id = $1 AND id = $2 AND state IN ('ready', 'running') RETURNING confirmed_by IS NOT NULL AS started`,
);

const cancelRows = statement(
  'cancel-client-import-rows',
  `UPDATE client_import_row SET outcome = CASE verdict WHEN 'header' THEN 'header' ELSE 'cancelled' END
    WHERE practice_id = $1 AND import_id = $2 AND outcome IS NULL`,
);

// Whoever holds the import's row works on it; another worker finds it taken and leaves.
const takeTurn = statement<ClientImport>(
  'take-turn-at-client-import',
  `UPDATE client_import i SET worked_at = now()
    WHERE (i.practice_id, i.id) IN (SELECT practice_id, id FROM client_import
            WHERE practice_id = $1 AND id = $2 AND state = 'running' FOR UPDATE SKIP LOCKED)
   RETURNING ${importColumns}`,
);

const waitingRows = statement<ImportRow>(
  'list-waiting-client-import-rows',
  `SELECT ${rowColumns} FROM client_import_row r
    WHERE r.practice_id = $1 AND r.import_id = $2 AND r.outcome IS NULL ORDER BY r.number LIMIT $3`,
);

const settleRow = statement(
  'settle-client-import-row',
  `UPDATE client_import_row SET outcome = $3, client_id = $4, portal_access_id = $5 WHERE practice_id = $1 AND id = $2`,
);

const finish = statement(
  'finish-client-import',
  `UPDATE client_import SET state = 'done', finished_at = now() WHERE practice_id = $1 AND id = $2`,
);

const findKnown = statement<ExistingClient>(
  'find-known-clients',
  `SELECT c.id, c.first_name AS "firstName", c.last_name AS "lastName", c.sort_name AS "sortName", c.reference, c.phone,
          c.archived_at IS NOT NULL AS archived, c.version,
          ARRAY(SELECT t.email FROM portal_access a
                  JOIN portal_account t ON t.practice_id = a.practice_id AND t.id = a.portal_account_id
                 WHERE a.practice_id = c.practice_id AND a.client_id = c.id) AS emails
     FROM client c
    WHERE c.practice_id = $1 AND (c.reference = ANY ($2::text[]) OR c.sort_name = ANY ($3::text[]))
    ORDER BY c.id`,
);

const countUninvited = statement<{ count: number }>(
  'count-uninvited-of-client-import',
  `SELECT count(*)::int AS count FROM client_import_row r
     JOIN portal_access a ON a.practice_id = r.practice_id AND a.id = r.portal_access_id
    WHERE r.practice_id = $1 AND r.import_id = $2 AND a.invited_at IS NULL AND a.active`,
);

const deleteOld = statement<{ id: string }>(
  'delete-old-client-imports',
  `DELETE FROM client_import
    WHERE uploaded_at < now() - make_interval(days => $1) AND state <> 'running'
       OR uploaded_at < now() - interval '1 hour' AND state = 'reading'
   RETURNING id`,
);

const deleteRows = statement(
  'delete-client-import-rows',
  `DELETE FROM client_import_row WHERE practice_id = $1 AND import_id = $2`,
);

/** Uploaded lists of clients and their rows. */
export class ClientImportStore {
  readonly #start: Statement<{ id: string }>;
  readonly #queue: Statement<never>;
  readonly #wake: Statement<never>;

  constructor(
    private readonly database: Database,
    jobs: JobQueue,
  ) {
    const job = (cte: string) => jobs.insertText(runImportKind, jobsOfText(cte));
    this.#start = statement(
      'start-client-import',
      `WITH import AS (
         UPDATE client_import SET state = 'running', existing = $4, confirmed_by = $5, worked_at = now(), version = version + 1
          WHERE practice_id = $1 AND id = $2 AND version = $3 AND state = 'ready' RETURNING practice_id, id
       ), job AS (${job('import')})
       SELECT id FROM import`,
    );
    this.#queue = statement(
      'queue-client-import',
      `WITH import AS (SELECT $1::uuid AS practice_id, $2::uuid AS id), job AS (${job('import')}) SELECT FROM import`,
    );
    this.#wake = statement(
      'wake-stranded-client-imports',
      `WITH import AS (
         UPDATE client_import SET worked_at = now()
          WHERE state = 'running' AND worked_at < now() - make_interval(secs => $1) RETURNING practice_id, id
       ), job AS (${job('import')})
       SELECT FROM import`,
    );
  }

  async find(practiceId: string, id: string): Promise<ClientImport | undefined> {
    const [row] = await this.database.run(findImport, [practiceId, id]);
    return row;
  }

  /** The practice's imports of the last days, newest first. */
  async list(practiceId: string): Promise<ClientImport[]> {
    return this.database.run(listImports, [practiceId]);
  }

  /** Keeps an upload; nobody sees it before it is {@link setReady}. */
  async create(
    transaction: Transaction,
    upload: ImportMapping & { practiceId: string; id: string; fileName: string; uploadedBy: string },
  ): Promise<void> {
    await transaction.manager.insert(ClientImportEntity, { ...upload, state: 'reading' });
  }

  /** Keeps rows of an upload, in portions that hold up nobody else. */
  async addRows(
    { practiceId, importId }: ImportRef,
    rows: readonly (ClassifiedRow & { cells: string[] })[],
  ): Promise<void> {
    for (const portion of portions(rows, 1000)) {
      const records = portion.map((row) => Object.assign(row, { id: newId() }));
      await this.database.run(insertRows, [practiceId, importId, JSON.stringify(records)]);
    }
  }

  async setReady({ practiceId, importId }: ImportRef): Promise<void> {
    await this.database.run(setReady, [practiceId, importId]);
  }

  /** A page of the rows, in the file's order. */
  async listRows(
    { practiceId, importId }: ImportRef,
    show: RowFilter,
    page: { after: number; first: number },
  ): Promise<ImportRow[]> {
    return this.database.run(pageOfRows, [practiceId, importId, show, page.after, page.first]);
  }

  /** Every row with its cells, in the file's order. */
  async allRows({ practiceId, importId }: ImportRef): Promise<{ number: number; cells: string[] }[]> {
    return this.database.manager.find(ClientImportRowEntity, {
      select: { number: true, cells: true },
      where: { practiceId, importId },
      order: { number: 'ASC' },
    });
  }

  /** The first rows of the file, the one with the columns' names included. */
  async firstRows({ practiceId, importId }: ImportRef): Promise<{ number: number; cells: string[] }[]> {
    return this.database.run(headRows, [practiceId, importId]);
  }

  async countRows({ practiceId, importId }: ImportRef): Promise<RowCount[]> {
    return this.database.run(countRows, [practiceId, importId]);
  }

  /** How many people whom this import gave access were not invited yet. */
  async countUninvited({ practiceId, importId }: ImportRef): Promise<number> {
    const [row] = await this.database.run(countUninvited, [practiceId, importId]);
    return row?.count ?? 0;
  }

  /**
   * Saves what the columns hold and what that makes of the rows, if nobody changed it since `version`.
   *
   * @returns whether it was saved.
   */
  async saveMapping(
    transaction: Transaction,
    { practiceId, importId }: ImportRef,
    version: number,
    { columns, hasHeader }: ImportMapping,
    rows: readonly ClassifiedRow[],
  ): Promise<boolean> {
    const values = [practiceId, importId, version, JSON.stringify(columns), hasHeader];
    if ((await transaction.run(saveMapping, values)).length === 0) return false;
    await transaction.run(saveVerdicts, [practiceId, importId, JSON.stringify(rows)]);
    return true;
  }

  /**
   * Starts an import and queues its job, if nobody changed it since `version`.
   *
   * @returns whether it was started.
   * @throws a unique violation of `client_import_running` when the practice has another one under way.
   */
  async start(
    db: Queryable,
    { practiceId, importId }: ImportRef,
    confirmed: { version: number; existing: ExistingChoice; staffMemberId: string },
  ): Promise<boolean> {
    const { version, existing, staffMemberId } = confirmed;
    const started = await db.run(this.#start, [practiceId, importId, version, existing, staffMemberId]);
    if (started.length === 0) return false;
    await db.run(settleOthers, [practiceId, importId]);
    return true;
  }

  /** Ends an import before its time; what it did stays. An upload that never started is deleted but for its name. */
  async cancel(db: Queryable, { practiceId, importId }: ImportRef): Promise<boolean> {
    const [cancelled] = await db.run(cancelImport, [practiceId, importId]);
    if (!cancelled) return false;
    await db.run(cancelled.started ? cancelRows : deleteRows, [practiceId, importId]);
    return true;
  }

  /** Takes the import for this transaction; undefined when another worker has it, or it is not under way. */
  async takeTurn(transaction: Transaction, { practiceId, importId }: ImportRef): Promise<ClientImport | undefined> {
    const [row] = await transaction.run(takeTurn, [practiceId, importId]);
    return row;
  }

  async waitingRows(db: Queryable, { practiceId, importId }: ImportRef): Promise<ImportRow[]> {
    return db.run(waitingRows, [practiceId, importId, importPolicy.rowsAtOnce]);
  }

  async settleRow(
    db: Queryable,
    practiceId: string,
    rowId: string,
    settled: { outcome: RowOutcome; clientId?: string; portalAccessId?: string | undefined },
  ): Promise<void> {
    const { outcome, clientId, portalAccessId } = settled;
    await db.run(settleRow, [practiceId, rowId, outcome, clientId ?? null, portalAccessId ?? null]);
  }

  async finish(db: Queryable, { practiceId, importId }: ImportRef): Promise<void> {
    await db.run(finish, [practiceId, importId]);
  }

  /** Queues the next job of an import that is not finished. */
  async queue(db: Queryable, { practiceId, importId }: ImportRef): Promise<void> {
    await db.run(this.#queue, [practiceId, importId]);
  }

  /** Queues jobs for imports that nobody has worked on for so long that their server must have died. */
  async wakeStranded(): Promise<void> {
    await this.database.run(this.#wake, [importPolicy.strandedSeconds]);
  }

  /** The clients who have one of these references or names. */
  async knownClients(
    db: Queryable,
    practiceId: string,
    wanted: readonly { reference: string | null; sortName: string }[],
  ): Promise<ExistingClient[]> {
    const found: ExistingClient[] = [];
    for (const portion of portions(wanted, 1000)) {
      const references = portion.flatMap(({ reference }) => (reference === null ? [] : [reference]));
      const names = portion.map(({ sortName }) => sortName);
      found.push(...(await db.run(findKnown, [practiceId, references, names])));
    }
    return found;
  }

  /** Deletes uploads older than the given days. */
  async purge(days: number): Promise<number> {
    return (await this.database.run(deleteOld, [days])).length;
  }
}

const jobsOfText = (cte: string) => `
  SELECT coalesce(json_agg(json_build_object('data', json_build_object('practiceId', practice_id, 'importId', id))), '[]')
    FROM ${cte}`;

function portions<Item>(items: readonly Item[], size: number): Item[][] {
  const starts = Array.from({ length: Math.ceil(items.length / size) }, (_, n) => n * size);
  return starts.map((start) => items.slice(start, start + size));
}
