import { formatLifetime } from '@porchlight/shared/format-lifetime.ts';
import { isPortalAddress } from '@porchlight/shared/portal-address.ts';

import type { PracticeFieldsFragment, UpdatePracticeInput } from '../../../api/generated/workspace/graphql.ts';

/** What the settings of the practice hold, as text. */
export type PracticeValues = {
  readonly name: string;
  readonly mailName: string;
  readonly phone: string;
  readonly address: string;
  readonly timeZone: string;
  readonly slug: string;
  readonly linkLifetimeMinutes: string;
  readonly pinLifetimeMinutes: string;
};

export type PracticeFieldName = keyof PracticeValues;

/** What stands on Practice Details, and what on Portal. */
export const detailNames = ['name', 'phone', 'timeZone', 'address'] as const satisfies readonly PracticeFieldName[];
export const portalNames = [
  'slug',
  'mailName',
  'linkLifetimeMinutes',
  'pinLifetimeMinutes',
] as const satisfies readonly PracticeFieldName[];

export const practiceLabels: Readonly<Record<PracticeFieldName, string>> = {
  name: 'Name of the practice',
  mailName: 'Name shown in mails',
  phone: 'Phone',
  address: 'Address',
  timeZone: 'Time zone',
  slug: 'Portal address',
  linkLifetimeMinutes: 'A sign-in link works for',
  pinLifetimeMinutes: 'A Pin code works for',
};

export function valuesOf(practice: PracticeFieldsFragment): PracticeValues {
  return {
    name: practice.name,
    mailName: practice.mailName,
    phone: practice.phone ?? '',
    address: practice.address ?? '',
    timeZone: practice.timeZone,
    slug: practice.slug,
    linkLifetimeMinutes: String(practice.linkLifetimeMinutes),
    pinLifetimeMinutes: String(practice.pinLifetimeMinutes),
  };
}

/** Only the named ones. */
export function pick<Name extends PracticeFieldName>(
  values: PracticeValues,
  names: readonly Name[],
): Pick<PracticeValues, Name> {
  return Object.fromEntries(names.map((name) => [name, values[name]])) as Pick<PracticeValues, Name>;
}

export function inputOf(values: PracticeValues, version: number): UpdatePracticeInput {
  const orNull = (text: string) => (text.trim() === '' ? null : text);
  return {
    ...values,
    version,
    phone: orNull(values.phone),
    address: orNull(values.address),
    linkLifetimeMinutes: Number(values.linkLifetimeMinutes),
    pinLifetimeMinutes: Number(values.pinLifetimeMinutes),
  };
}

/** What can be told without asking the server: a missing name, an impossible portal address. */
export function practiceProblem(
  values: Partial<PracticeValues>,
): { readonly field: PracticeFieldName; readonly message: string } | undefined {
  if (values.name?.trim() === '') return { field: 'name', message: 'Please enter the name of the practice.' };
  if (values.mailName?.trim() === '') return { field: 'mailName', message: 'Please enter the name that mails show.' };
  if (values.slug !== undefined && !isPortalAddress(values.slug.trim().toLowerCase())) {
    return {
      field: 'slug',
      message: 'Use 3 to 40 letters, digits and single dashes, and start with a letter. A few words are reserved.',
    };
  }
  return undefined;
}

const lifetimes = [5, 15, 30, 60, 120, 240, 480, 720, 1440];

/** The lifetimes to choose from, the present one among them whatever it is. */
export function lifetimeChoices(minutes: string) {
  const all = [...new Set([...lifetimes, Number(minutes)])].toSorted((one, other) => one - other);
  return all.map((value) => ({ value: String(value), name: formatLifetime(value) }));
}
