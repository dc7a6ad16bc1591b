import { IsNull, Not } from 'typeorm';
import { type Database, isUniqueViolation, type Transaction } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import { statement } from '../db/statement.ts';
import { badInput } from '../lib/fault.ts';
import type { Role } from '../permissions/permissions.ts';
import { StaffMemberEntity } from './staff-member.entity.ts';

/** A staff member; a former one has `removedAt`. */
export type StaffMember = Pick<StaffMemberEntity, 'practiceId' | 'id' | 'version' | 'removedAt' | 'createdAt'> &
  StaffDetails;

/** What an owner may change. */
export interface StaffDetails {
  name: string;
  email: string;
  role: Role;
}

// Staff sign in with an address alone, so this reads every practice.
const findByEmail = statement<{ practiceId: string; id: string }, { email: string }>(
  'staff.find-by-email',
  sql`SELECT practice_id AS "practiceId", id FROM staff_member WHERE email = :email AND removed_at IS NULL`,
);

/** The staff of all practices. */
export class StaffStore {
  constructor(private readonly database: Database) {}

  /** The current staff members with this address; one person may work at several practices. */
  async findByEmail(email: string): Promise<Pick<StaffMember, 'practiceId' | 'id'>[]> {
    return this.database.run(findByEmail, { email });
  }

  /** The names of these staff members and API keys, removed ones included. */
  async names(practiceId: string, ids: readonly string[]): Promise<Map<string, string>> {
    const members = await this.database.manager
      .createQueryBuilder(StaffMemberEntity, 'm')
      .where('m.practiceId = :practiceId AND m.id = ANY(:ids::uuid[])', { practiceId, ids })
      .getMany();
    return new Map(members.map((member) => [member.id, member.name]));
  }

  /** The current or the removed staff members, by name. */
  async list(practiceId: string, { removed }: { removed: boolean }): Promise<StaffMember[]> {
    const where = { practiceId, removedAt: removed ? Not(IsNull()) : IsNull() };
    const members = await this.database.manager.find(StaffMemberEntity, { where, order: { name: 'ASC', id: 'ASC' } });
    return members.filter(isPerson);
  }

  /** A staff member of the practice, removed ones included. */
  async find(practiceId: string, id: string, { manager }: Pick<Transaction, 'manager'> = this.database) {
    const member = await manager.findOneBy(StaffMemberEntity, { practiceId, id });
    return member && isPerson(member) ? member : undefined;
  }

  async add(
    transaction: Transaction,
    member: { practiceId: string; id: string; name: string; email: string; role: Role },
  ): Promise<void> {
    await transaction.manager.insert(StaffMemberEntity, member);
  }

  /** Adds a row for an API key, so that activity can refer to it as to a staff member. */
  async addKey(transaction: Transaction, key: { practiceId: string; id: string; name: string }): Promise<void> {
    await transaction.manager.insert(StaffMemberEntity, { ...key, email: null, role: 'api-key' });
  }

  /**
   * Counts the owners and locks them until the transaction ends, so that two owners who remove each other
   * at the same moment cannot leave the practice without an owner.
   */
  async lockOwners(transaction: Transaction, practiceId: string): Promise<number> {
    const owners = await transaction.manager.find(StaffMemberEntity, {
      select: { id: true },
      where: { practiceId, role: 'owner', removedAt: IsNull() },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    return owners.length;
  }

  /**
   * Saves the details if the staff member still has this `version` and was not removed.
   *
   * @returns whether they were saved.
   */
  async update(
    transaction: Transaction,
    { practiceId, id, version }: { practiceId: string; id: string; version: number },
    details: StaffDetails,
  ): Promise<boolean> {
    const { affected } = await transaction.manager.update(
      StaffMemberEntity,
      { practiceId, id, version, removedAt: IsNull() },
      { ...details, version: () => 'version + 1' },
    );
    return affected === 1;
  }

  /**
   * Removes a staff member, or brings one back.
   *
   * @returns false when nothing changed.
   */
  async setRemoved(transaction: Transaction, practiceId: string, id: string, removed: boolean): Promise<boolean> {
    const { affected } = await transaction.manager.update(
      StaffMemberEntity,
      { practiceId, id, removedAt: removed ? IsNull() : Not(IsNull()) },
      { removedAt: removed ? () => 'now()' : null, version: () => 'version + 1' },
    );
    return affected === 1;
  }
}

const isPerson = (member: StaffMemberEntity): member is StaffMemberEntity & StaffDetails => member.role !== 'api-key';

/** @throws Fault BAD_USER_INPUT when another staff member of the practice has the address. */
export async function staffAddressTaken<Result>(save: () => Promise<Result>): Promise<Result> {
  try {
    return await save();
  } catch (error) {
    if (!isUniqueViolation(error, 'staff_member_address')) throw error;
    throw badInput('email', 'Someone at your practice has this address already.');
  }
}
