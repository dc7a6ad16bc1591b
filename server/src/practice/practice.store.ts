import { isPortalAddress } from '@porchlight/shared/portal-address.ts';
import { type Database, quickLookUp, type Transaction } from '../db/database.ts';
import { PortalAddressEntity, PracticeEntity } from './practice.entity.ts';

/** What everyone may see of a practice: the public face of its portal. */
export interface PortalFace {
  slug: string;
  name: string;
  mailName: string;
  phone: string | null;
  address: string | null;
  timeZone: string;
  linkLifetimeMinutes: number;
  pinLifetimeMinutes: number;
}

/** The columns of a portal's face, from a practice under this alias, to stand inside a larger statement. */
export const portalFaceText = (practice: string): string => `
  ${practice}.slug, ${practice}.name AS "practiceName", ${practice}.mail_name AS "mailName", ${practice}.phone, ${practice}.address,
  ${practice}.time_zone AS "timeZone", ${practice}.link_lifetime_minutes AS "linkLifetimeMinutes",
  ${practice}.pin_lifetime_minutes AS "pinLifetimeMinutes"`;

/** A row that holds the columns of {@link portalFaceText}. */
export type PortalFaceRow = Omit<PortalFace, 'name'> & { practiceName: string };

/** The face out of a row that holds more. */
export const portalFaceOf = (row: PortalFaceRow): PortalFace => ({
  slug: row.slug,
  name: row.practiceName,
  mailName: row.mailName,
  phone: row.phone,
  address: row.address,
  timeZone: row.timeZone,
  linkLifetimeMinutes: row.linkLifetimeMinutes,
  pinLifetimeMinutes: row.pinLifetimeMinutes,
});

const findPortal = quickLookUp<PortalFaceRow>(
  'find-portal',
  `SELECT ${portalFaceText('p')}
     FROM portal_address s JOIN practice p ON p.id = s.practice_id
    WHERE s.slug = $1`,
);

/** A practice, as its staff know it. */
export type Practice = PracticeEntity;

/** What an owner may set about the practice. */
export type PracticeDetails = Pick<
  PracticeEntity,
  'name' | 'mailName' | 'phone' | 'address' | 'timeZone' | 'slug' | 'linkLifetimeMinutes' | 'pinLifetimeMinutes'
>;

/** Practices and their portal addresses. */
export class PracticeStore {
  constructor(private readonly database: Database) {}

  /** The portal at this address, or at an address that it had before. */
  async findPortal(slug: string): Promise<PortalFace | undefined> {
    if (!isPortalAddress(slug)) return undefined;
    const [row] = await this.database.run(findPortal, [slug.toLowerCase()]);
    return row && portalFaceOf(row);
  }

  async get(practiceId: string): Promise<Practice> {
    return this.database.manager.findOneByOrFail(PracticeEntity, { id: practiceId });
  }

  /** Whether there is any practice at all. */
  async isEmpty(): Promise<boolean> {
    return !(await this.database.manager.exists(PracticeEntity));
  }

  async create(transaction: Transaction, practice: PracticeDetails & { id: string }): Promise<void> {
    await transaction.manager.insert(PracticeEntity, practice);
    await transaction.manager.insert(PortalAddressEntity, { slug: practice.slug, practiceId: practice.id });
  }

  /**
   * Saves the details if nobody saved others since `version`.
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
   * @returns false when another practice has it, or ever had.
   */
  async takeAddress(transaction: Transaction, practiceId: string, slug: string): Promise<boolean> {
    const holder = await transaction.manager.findOneBy(PortalAddressEntity, { slug });
    if (!holder) await transaction.manager.insert(PortalAddressEntity, { slug, practiceId });
    return !holder || holder.practiceId === practiceId;
  }
}
