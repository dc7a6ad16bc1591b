import { type Database, type Queryable } from '../db/database.ts';
import type { Due } from '../db/poller.ts';
import { sql } from '../db/sql.ts';
import { statement } from '../db/statement.ts';
import type { ClientImport, ExistingChoice } from './client-import.ts';
import type { ExistingClient } from './client-matcher.ts';
import type { ImportMapping } from './import-columns.ts';
import { importPolicy } from './import-policy.ts';
import { portionsOf } from './portions.ts';

/** Names one import. */
export interface ImportRef {
  practiceId: string;
  importId: string;
}

const columns = sql`i.practice_id AS "practiceId", i.id, i.file_name AS "fileName", i.state, i.columns,
  i.has_header AS "hasHeader", i.existing, i.version, i.uploaded_by AS "uploadedBy", i.uploaded_at AS "uploadedAt",
  i.confirmed_by AS "confirmedBy", i.finished_at AS "finishedAt"`;

const find = statement<ClientImport, ImportRef>(
  'client-import.find',
  sql`SELECT ${columns} FROM client_import i WHERE i.practice_id = :practiceId AND i.id = :importId`,
);

const list = statement<ClientImport, { practiceId: string }>(
  'client-import.list',
  sql`SELECT ${columns} FROM client_import i
       WHERE i.practice_id = :practiceId AND i.state <> 'reading' ORDER BY i.uploaded_at DESC, i.id LIMIT 20`,
);

const create = statement<
  never,
  ImportRef & { fileName: string; columns: string; hasHeader: boolean; uploadedBy: string }
>(
  'client-import.create',
  sql`INSERT INTO client_import (practice_id, id, file_name, state, columns, has_header, uploaded_by)
      VALUES (:practiceId, :importId, :fileName, 'reading', :columns, :hasHeader, :uploadedBy)`,
);

const deleteOldest = statement<never, { practiceId: string }>(
  'client-import.delete-oldest',
  sql`DELETE FROM client_import
       WHERE practice_id = :practiceId
         AND id IN (SELECT id FROM client_import WHERE practice_id = :practiceId AND state = 'ready'
                     ORDER BY uploaded_at DESC, id DESC OFFSET ${importPolicy.mostWaiting - 1})`,
);

const setReady = statement<never, ImportRef>(
  'client-import.set-ready',
  sql`UPDATE client_import SET state = 'ready' WHERE practice_id = :practiceId AND id = :importId`,
);

const saveMapping = statement<{ id: string }, ImportRef & { version: number; columns: string; hasHeader: boolean }>(
  'client-import.save-mapping',
  sql`UPDATE client_import SET columns = :columns::jsonb, has_header = :hasHeader, version = version + 1
       WHERE practice_id = :practiceId AND id = :importId AND version = :version AND state = 'ready' RETURNING id`,
);

const start = statement<
  { id: string },
  ImportRef & { version: number; existing: ExistingChoice; staffMemberId: string }
>(
  'client-import.start',
  sql`UPDATE client_import
         SET state = 'running', existing = :existing, confirmed_by = :staffMemberId, version = version + 1
       WHERE practice_id = :practiceId AND id = :importId AND version = :version AND state = 'ready' RETURNING id`,
);

const cancel = statement<{ started: boolean }, ImportRef>(
  'client-import.cancel',
  sql`UPDATE client_import SET state = 'cancelled', finished_at = now()
       WHERE practice_id = :practiceId AND id = :importId AND state IN ('ready', 'running')
      RETURNING confirmed_by IS NOT NULL AS started`,
);

const isFree = sql`state = 'running' AND (claimed_until IS NULL OR claimed_until < now())`;
const lease = sql`now() + make_interval(secs => ${importPolicy.leaseSeconds})`;

const discover = statement<Due, { after: string }>(
  'client-import.discover',
  sql`SELECT practice_id AS "practiceId", ARRAY[id] AS ids FROM client_import
       WHERE practice_id > :after AND ${isFree} ORDER BY practice_id LIMIT 100`,
);

const claim = statement<ImportRef, { practiceId: string }>(
  'client-import.claim',
  sql`UPDATE client_import SET claimed_until = ${lease}
       WHERE practice_id = :practiceId
         AND id IN (SELECT id FROM client_import WHERE practice_id = :practiceId AND ${isFree} FOR UPDATE SKIP LOCKED)
      RETURNING practice_id AS "practiceId", id AS "importId"`,
);

const lock = statement<ClientImport, ImportRef>(
  'client-import.lock',
  sql`UPDATE client_import i SET claimed_until = ${lease}
       WHERE i.practice_id = :practiceId AND i.id = :importId AND i.state = 'running' RETURNING ${columns}`,
);

const release = statement<never, ImportRef>(
  'client-import.release',
  sql`UPDATE client_import SET claimed_until = NULL WHERE practice_id = :practiceId AND id = :importId`,
);

const finish = statement<never, ImportRef>(
  'client-import.finish',
  sql`UPDATE client_import SET state = 'done', finished_at = now() WHERE practice_id = :practiceId AND id = :importId`,
);

// One index scan for each value, so that no plan reads every client of the practice.
const listExisting = statement<
  ExistingClient,
  { practiceId: string; references: readonly string[]; sortNames: readonly string[] }
>(
  'client-import.list-existing',
  sql`SELECT c.id, c.first_name AS "firstName", c.last_name AS "lastName", c.sort_name AS "sortName", c.reference,
             c.phone, c.archived_at IS NOT NULL AS archived, c.version,
             ARRAY(SELECT t.email FROM portal_access a
                     JOIN portal_account t ON t.practice_id = a.practice_id AND t.id = a.portal_account_id
                    WHERE a.practice_id = c.practice_id AND a.client_id = c.id) AS emails
        FROM client c
       WHERE c.practice_id = :practiceId
         AND c.id IN (SELECT same.id FROM unnest(:references::text[]) AS wanted (reference)
                       CROSS JOIN LATERAL (SELECT id FROM client
                                            WHERE practice_id = :practiceId AND reference = wanted.reference OFFSET 0) same
                       UNION
                      SELECT same.id FROM unnest(:sortNames::text[]) AS wanted (sort_name)
                       CROSS JOIN LATERAL (SELECT id FROM client
                                            WHERE practice_id = :practiceId AND sort_name = wanted.sort_name OFFSET 0) same)
       ORDER BY c.id`,
);

const purge = statement<{ id: string }, { practiceId: string; days: number }>(
  'client-import.purge',
  sql`DELETE FROM client_import
       WHERE practice_id = :practiceId
         AND (uploaded_at < now() - make_interval(days => :days::int) AND state <> 'running'
              OR uploaded_at < now() - interval '1 hour' AND state = 'reading')
      RETURNING id`,
);

/** Uploaded lists of clients and their imports. */
export class ClientImportStore {
  constructor(private readonly database: Database) {}

  async find(practiceId: string, importId: string): Promise<ClientImport | undefined> {
    const [row] = await this.database.run(find, { practiceId, importId });
    return row;
  }

  /** The practice's imports of the last days, newest first. */
  async list(practiceId: string): Promise<ClientImport[]> {
    return this.database.run(list, { practiceId });
  }

  /** Adds an upload; it is hidden until {@link setReady}. */
  async create(
    db: Queryable,
    ref: ImportRef,
    { columns, hasHeader, fileName, uploadedBy }: ImportMapping & { fileName: string; uploadedBy: string },
  ): Promise<void> {
    await db.run(create, { ...ref, fileName, columns: JSON.stringify(columns), hasHeader, uploadedBy });
  }

  /** Deletes the oldest unconfirmed uploads that are above the limit, so that one more can be added. */
  async deleteOldest(db: Queryable, practiceId: string): Promise<void> {
    await db.run(deleteOldest, { practiceId });
  }

  async setReady(ref: ImportRef): Promise<void> {
    await this.database.run(setReady, ref);
  }

  /**
   * Saves the mapping of the columns if the import still has this `version`.
   *
   * @returns whether it was saved.
   */
  async saveMapping(
    db: Queryable,
    ref: ImportRef,
    version: number,
    { columns, hasHeader }: ImportMapping,
  ): Promise<boolean> {
    const saved = await db.run(saveMapping, { ...ref, version, columns: JSON.stringify(columns), hasHeader });
    return saved.length === 1;
  }

  /**
   * Starts an import if it still has this `version`.
   *
   * @returns whether it was started.
   * @throws a unique violation of `client_import_running` when the practice has another one under way.
   */
  async start(
    db: Queryable,
    ref: ImportRef,
    confirmed: { version: number; existing: ExistingChoice; staffMemberId: string },
  ): Promise<boolean> {
    return (await db.run(start, { ...ref, ...confirmed })).length === 1;
  }

  /**
   * Cancels an import; what it has done stays.
   *
   * @returns whether it had been started; undefined when it had ended already.
   */
  async cancel(db: Queryable, ref: ImportRef): Promise<{ started: boolean } | undefined> {
    const [cancelled] = await db.run(cancel, ref);
    return cancelled;
  }

  /** The running imports without a lease, of the practices after the given one. */
  async discover(after: string): Promise<Due[]> {
    return this.database.run(discover, { after });
  }

  /** Claims the practice's running import with a lease. */
  async claim(practiceId: string): Promise<ImportRef[]> {
    return this.database.run(claim, { practiceId });
  }

  /** Locks an import and renews its lease; undefined when it is not running. */
  async lock(db: Queryable, ref: ImportRef): Promise<ClientImport | undefined> {
    const [row] = await db.run(lock, ref);
    return row;
  }

  /** Releases a claimed import. */
  async release(ref: ImportRef): Promise<void> {
    await this.database.run(release, ref);
  }

  async finish(db: Queryable, ref: ImportRef): Promise<void> {
    await db.run(finish, ref);
  }

  /** The clients who have one of these references or names. */
  async listExisting(
    db: Queryable,
    practiceId: string,
    wanted: readonly { reference: string | null; sortName: string }[],
  ): Promise<ExistingClient[]> {
    const found: ExistingClient[] = [];
    for (const portion of portionsOf(wanted, 1000)) {
      const references = portion.flatMap(({ reference }) => (reference === null ? [] : [reference]));
      const sortNames = portion.map(({ sortName }) => sortName);
      found.push(...(await db.run(listExisting, { practiceId, references, sortNames })));
    }
    return found;
  }

  /** Deletes a practice's uploads older than the given days. @returns how many */
  async purge(practiceId: string, days: number): Promise<number> {
    return (await this.database.run(purge, { practiceId, days })).length;
  }
}
