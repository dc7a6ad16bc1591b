import { LRUCache } from 'lru-cache';
import { isPortalAddress } from '@porchlight/shared/portal-address.ts';
import type { Database, Transaction } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import { statement } from '../db/statement.ts';
import type { Portal } from './portal.ts';
import { portalColumns, portalOf, type PortalRow } from './portal.sql.ts';
import { PortalAddressEntity, PracticeEntity } from './practice.entity.ts';

const findPortal = statement<PortalRow, { slug: string }>(
  'practice.find-portal',
  sql`SELECT ${portalColumns(sql`p`)}
        FROM portal_address s JOIN practice p ON p.id = s.practice_id
       WHERE s.slug = :slug`,
  { pipelined: 'reads' },
);

const findId = statement<{ id: string }, { slug: string }>(
  'practice.find-id',
  sql`SELECT practice_id AS id FROM portal_address WHERE slug = :slug`,
  { pipelined: 'reads' },
);

const listIds = statement<{ id: string }>('practice.list-ids', sql`SELECT id FROM practice ORDER BY id`);

export type Practice = PracticeEntity;

/** What an owner may change. */
export type PracticeDetails = Pick<
  PracticeEntity,
  'name' | 'mailName' | 'phone' | 'address' | 'timeZone' | 'slug' | 'linkLifetimeMinutes' | 'pinLifetimeMinutes'
>;

/** Practices and their portal addresses. */
export class PracticeStore {
  /** Practice ids by portal address. No entry becomes wrong, because a practice keeps every address it ever had. */
  readonly #ids = new LRUCache<string, string>({ max: 10_000, ttl: 60_000 });

  constructor(private readonly database: Database) {}

  /**
   * The id of the practice that has or had this portal address. It is cached, so that statements can be
   * routed by the practice's id without a further query.
   */
  async findId(slug: string): Promise<string | undefined> {
    if (!isPortalAddress(slug)) return undefined;
    const address = slug.toLowerCase();
    const cached = this.#ids.get(address);
    if (cached !== undefined) return cached;
    const [found] = await this.database.run(findId, { slug: address });
    if (found) this.#ids.set(address, found.id);
    return found?.id;
  }

  /** The portal at this address, or at an address that it had before. */
  async findPortal(slug: string): Promise<Portal | undefined> {
    if (!isPortalAddress(slug)) return undefined;
    const [row] = await this.database.run(findPortal, { slug: slug.toLowerCase() });
    return row && portalOf(row);
  }

  async get(practiceId: string): Promise<Practice> {
    return this.database.manager.findOneByOrFail(PracticeEntity, { id: practiceId });
  }

  /** The ids of all practices. */
  async listIds(): Promise<string[]> {
    return (await this.database.run(listIds, {})).map(({ id }) => id);
  }

  /** Whether there is any practice. */
  async isEmpty(): Promise<boolean> {
    return !(await this.database.manager.exists(PracticeEntity));
  }

  async create(transaction: Transaction, practice: PracticeDetails & { id: string }): Promise<void> {
    await transaction.manager.insert(PracticeEntity, practice);
    await transaction.manager.insert(PortalAddressEntity, { slug: practice.slug, practiceId: practice.id });
  }

  /**
   * Saves the details if the practice still has this `version`.
   *
   * @returns whether they were saved.
   */
  async update(
    transaction: Transaction,
    practiceId: string,
    version: number,
    details: PracticeDetails,
  ): Promise<boolean> {
    const { affected } = await transaction.manager.update(
      PracticeEntity,
      { id: practiceId, version },
      { ...details, version: () => 'version + 1' },
    );
    return affected === 1;
  }

  /**
   * Takes a portal address for the practice.
   *
   * @returns false when another practice has or had it.
   */
  async takeAddress(transaction: Transaction, practiceId: string, slug: string): Promise<boolean> {
    const holder = await transaction.manager.findOneBy(PortalAddressEntity, { slug });
    if (!holder) await transaction.manager.insert(PortalAddressEntity, { slug, practiceId });
    return !holder || holder.practiceId === practiceId;
  }
}
