import type { Database, Queryable, Transaction } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import { statement } from '../db/statement.ts';
import { clientColumns } from './client-columns.sql.ts';
import { ClientEntity } from './client.entity.ts';
import { plainText, searchWords } from './search-words.ts';

/** A client's record. */
export type Client = Pick<
  ClientEntity,
  'practiceId' | 'id' | 'firstName' | 'lastName' | 'sortName' | 'phone' | 'reference' | 'archivedAt' | 'version'
>;

/** What staff may change. */
export type ClientDetails = Pick<Client, 'firstName' | 'lastName' | 'phone' | 'reference'>;

/** The columns by which the list sorts and finds a client. */
const listedAs = ({ firstName, lastName, reference }: Omit<ClientDetails, 'phone'>) => ({
  sortName: sortNameOf(firstName, lastName),
  searchName: searchWords(lastName, firstName, reference ?? ''),
});

/** The order of lists: last name and first name, without case and accents. */
export const sortNameOf = (firstName: string, lastName: string): string => plainText(`${lastName} ${firstName}`);

const findClients = statement<Client, { practiceId: string; clientIds: readonly string[] }>(
  'client.find',
  sql`SELECT ${clientColumns} FROM client c WHERE c.practice_id = :practiceId AND c.id = ANY (:clientIds::uuid[])`,
);

const insertMany = statement<never, { practiceId: string; clients: string }>(
  'client.insert-many',
  sql`INSERT INTO client (practice_id, id, first_name, last_name, phone, reference, sort_name, search_name)
      SELECT :practiceId, j.id, j."firstName", j."lastName", j.phone, j.reference, j."sortName", j."searchName"
        FROM jsonb_to_recordset(:clients::jsonb)
          AS j (id uuid, "firstName" text, "lastName" text, phone text, reference text, "sortName" text, "searchName" text)`,
);

const updateMany = statement<{ id: string }, { practiceId: string; clients: string }>(
  'client.update-many',
  sql`UPDATE client c
         SET first_name = j."firstName", last_name = j."lastName", phone = j.phone, reference = j.reference,
             sort_name = j."sortName", search_name = j."searchName", version = c.version + 1
        FROM jsonb_to_recordset(:clients::jsonb)
          AS j (id uuid, version int, "firstName" text, "lastName" text, phone text, reference text, "sortName" text,
                "searchName" text)
       WHERE c.practice_id = :practiceId AND c.id = j.id AND c.version = j.version
      RETURNING c.id`,
);

/** Clients. Every method takes the practice. */
export class ClientStore {
  constructor(private readonly database: Database) {}

  /** The practice's clients among these ids, by id. */
  async find(practiceId: string, clientIds: readonly string[]): Promise<Map<string, Client>> {
    const rows = await this.database.run(findClients, { practiceId, clientIds });
    return new Map(rows.map((row) => [row.id, row]));
  }

  async create(transaction: Transaction, client: ClientDetails & { practiceId: string; id: string }): Promise<void> {
    await transaction.manager.insert(ClientEntity, { ...client, ...listedAs(client) });
  }

  /**
   * Saves the details if the client still has this `version`.
   *
   * @returns whether they were saved.
   */
  async update(
    transaction: Transaction,
    key: { practiceId: string; id: string; version: number },
    details: ClientDetails,
  ): Promise<boolean> {
    const { affected } = await transaction.manager.update(ClientEntity, key, {
      ...details,
      ...listedAs(details),
      // The given version plus one could be out of the integer's range.
      version: () => 'version + 1',
    });
    return affected === 1;
  }

  /** Creates several clients. */
  async createMany(
    db: Queryable,
    practiceId: string,
    clients: readonly (ClientDetails & { id: string })[],
  ): Promise<void> {
    if (clients.length === 0) return;
    const rows = clients.map((client) => ({ ...client, ...listedAs(client) }));
    await db.run(insertMany, { practiceId, clients: JSON.stringify(rows) });
  }

  /**
   * Saves the details of several clients, each if it still has its `version`.
   *
   * @returns how many were saved.
   */
  async updateMany(
    db: Queryable,
    practiceId: string,
    clients: readonly (ClientDetails & { id: string; version: number })[],
  ): Promise<number> {
    if (clients.length === 0) return 0;
    const rows = clients.map((client) => ({ ...client, ...listedAs(client) }));
    return (await db.run(updateMany, { practiceId, clients: JSON.stringify(rows) })).length;
  }

  /**
   * Archives a client, or brings one back.
   *
   * @returns whether that changed anything.
   */
  async setArchived(transaction: Transaction, practiceId: string, id: string, archived: boolean): Promise<boolean> {
    const { affected } = await transaction.manager
      .createQueryBuilder()
      .update(ClientEntity)
      .set({ archivedAt: () => (archived ? 'now()' : 'NULL'), version: () => 'version + 1' })
      .where('practice_id = :practiceId AND id = :id', { practiceId, id })
      .andWhere(archived ? 'archived_at IS NULL' : 'archived_at IS NOT NULL')
      .execute();
    return affected === 1;
  }
}
