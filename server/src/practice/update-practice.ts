import { isPortalAddress } from '@porchlight/shared/portal-address.ts';
import type { ActivityStore } from '../activity/activity.store.ts';
import { type Database, isUniqueViolation } from '../db/database.ts';
import { badInput } from '../lib/fault.ts';
import { newId } from '../lib/ids.ts';
import { readPhone } from '../lib/phone.ts';
import { readLine, readOptionalLine } from '../lib/read-text.ts';
import type { StaffSession } from '../sessions/session.ts';
import type { PracticeDetails, PracticeStore } from './practice.store.ts';

/** The practice's details as its owner typed them. */
export interface TypedPracticeDetails {
  name: string;
  mailName: string;
  phone?: string | null | undefined;
  address?: string | null | undefined;
  timeZone: string;
  slug: string;
  linkLifetimeMinutes: number;
  pinLifetimeMinutes: number;
}

/** Saved; or not saved, because someone else saved first: `version` is then the current one. */
export type UpdatePracticeOutcome = { outcome: 'saved' } | { outcome: 'edited-meanwhile'; version: number };

/**
 * Saves the practice's details. A new portal address takes effect at once; the old one still leads to the practice.
 *
 * @throws Fault BAD_USER_INPUT naming the field.
 */
export async function updatePractice(
  dependencies: { database: Database; practices: PracticeStore; activity: ActivityStore },
  staff: StaffSession,
  { version, ...typed }: TypedPracticeDetails & { version: number },
): Promise<UpdatePracticeOutcome> {
  const { database, practices, activity } = dependencies;
  const { practiceId, staffMemberId } = staff;
  const before = await practices.get(practiceId);
  const details = readPracticeDetails(typed, before.phone);

  const saved = await slugTaken(() =>
    database.transaction(async (transaction) => {
      if (!(await practices.update(transaction, practiceId, version, details))) return false;
      const taken =
        details.slug === before.slug || (await practices.takeAddress(transaction, practiceId, details.slug));
      if (!taken) throw slugFault();
      const changed = Object.keys(details).filter(
        (field) => before[field as keyof PracticeDetails] !== details[field as keyof PracticeDetails],
      );
      const act = { practiceId, id: newId(), staffMemberId, details: { fields: changed } };
      await activity.record(transaction, { ...act, kind: 'practice.changed', result: 'ok' });
      return true;
    }),
  );
  return saved ? { outcome: 'saved' } : { outcome: 'edited-meanwhile', version: before.version };
}

/**
 * Validates the details of a practice.
 *
 * @param formerPhone a number of the country that is meant when the new one has no country code.
 * @throws Fault BAD_USER_INPUT naming the field.
 */
export function readPracticeDetails(typed: TypedPracticeDetails, formerPhone: string | null): PracticeDetails {
  const slug = typed.slug.trim().toLowerCase();
  if (!isPortalAddress(slug)) {
    throw badInput(
      'slug',
      'A portal address has 3 to 40 letters, digits and single dashes and starts with a letter. Some words are reserved.',
    );
  }
  return {
    name: readLine('name', 'name', typed.name, 80),
    mailName: readMailName(typed.mailName),
    phone: readPhone('phone', typed.phone, formerPhone),
    address: readOptionalLine('address', 'address', typed.address, 200),
    timeZone: readTimeZone(typed.timeZone),
    slug,
    linkLifetimeMinutes: readLifetime('linkLifetimeMinutes', typed.linkLifetimeMinutes),
    pinLifetimeMinutes: readLifetime('pinLifetimeMinutes', typed.pinLifetimeMinutes),
  };
}

/** Mail programs show this name in place of the address, so it may not look like an address. */
function readMailName(typed: string): string {
  const name = readLine('mailName', 'name in mails', typed, 60);
  if (/[@<>"\\]/.test(name)) throw badInput('mailName', 'The name in mails cannot hold the characters @ < > " or \\.');
  return name;
}

function readTimeZone(typed: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: typed }).resolvedOptions().timeZone;
  } catch {
    throw badInput('timeZone', 'Please choose a time zone by its name, such as America/New_York.');
  }
}

function readLifetime(field: string, minutes: number): number {
  if (Number.isInteger(minutes) && minutes >= 5 && minutes <= 1440) return minutes;
  throw badInput(field, 'Choose a time between 5 minutes and 24 hours.');
}

const slugFault = () => badInput('slug', 'Another practice has this portal address. Please choose another one.');

/** Turns the unique violation into the form's fault when two practices take one address at the same moment. */
async function slugTaken<Result>(save: () => Promise<Result>): Promise<Result> {
  try {
    return await save();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw slugFault();
  }
}
