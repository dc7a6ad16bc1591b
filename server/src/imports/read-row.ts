import { parseEmail } from '@porchlight/shared/email.ts';
import type { Relationship } from '../clients/portal-access.ts';
import { unescapeFormulas } from '../lib/csv.ts';
import { Fault } from '../lib/fault.ts';
import { readPhone } from '../lib/phone.ts';
import { readLine, readOptionalLine } from '../lib/read-text.ts';
import type { ImportField } from './import-columns.ts';

/** The validated values of a row. */
export interface RowValues {
  firstName: string;
  lastName: string;
  reference: string | null;
  /** In E.164. */
  phone: string | null;
  email: string | null;
  relationship: Relationship;
  /** The holder of the access, when it is not the client. */
  person: string | null;
}

/** Why a row can't be imported. */
export interface RowProblem {
  /** The field with the problem; null for the whole row. */
  field: ImportField | null;
  /** A sentence for the screen. */
  message: string;
}

/** The values of a row and its problems. */
export type ReadRow = { values: RowValues; problems: [] } | { values: undefined; problems: RowProblem[] };

/**
 * Reads one row.
 *
 * @param practicePhone a number of the country that is meant when a number has no country code.
 */
export function readRow(
  cells: readonly string[],
  columns: readonly (ImportField | null)[],
  practicePhone: string | null,
): ReadRow {
  const problems: RowProblem[] = [];
  const text = cellTexts(cells, columns);
  const read = <Value>(field: ImportField, reading: () => Value): Value | undefined => {
    try {
      return reading();
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      problems.push({ field, message: error.message });
      return undefined;
    }
  };
  const say: Say = (field, message) => void problems.push({ field, message });

  const typed = namesOf(text, say);
  const firstName = typed && read(typed.field ?? 'first-name', () => readName('first name', typed.first));
  const lastName = typed && read(typed.field ?? 'last-name', () => readName('last name', typed.last));
  const reference = read('reference', () => readOptionalLine('reference', 'reference', text.reference, 40));
  const phone = read('phone', () => readPhone('phone', text.phone, practicePhone));
  const email = text.email ? parseEmail(text.email) : null;
  if (email === undefined) say('email', 'That does not look like an e-mail address.');
  const holder = readHolder(text, say);
  const person = holder && read('person', () => readOptionalLine('person', "person's name", holder.person));

  const whole = firstName !== undefined && lastName !== undefined && holder !== undefined && problems.length === 0;
  if (!whole) return { values: undefined, problems };
  const values = { firstName, lastName, reference: reference ?? null, phone: phone ?? null, email: email ?? null };
  return { values: { ...values, relationship: holder.relationship, person: person ?? null }, problems: [] };
}

/** The texts of a row, by field. */
export type RowTexts = Partial<Record<ImportField, string>>;

/** Picks the mapped cells of a row. */
export function cellTexts(cells: readonly string[], columns: readonly (ImportField | null)[]): RowTexts {
  const entries = columns.flatMap((field, place) => (field ? [[field, cellText(cells[place] ?? '')] as const] : []));
  return Object.fromEntries(entries);
}

const cellText = (cell: string): string => unescapeFormulas(cell).trim();

/** Adds a problem; what it was asked about is then not known. */
type Say = (field: ImportField, message: string) => undefined;

function namesOf(text: RowTexts, say: Say): { first: string; last: string; field?: ImportField } | undefined {
  const whole = text['full-name'];
  if (whole === undefined) return { first: text['first-name'] ?? '', last: text['last-name'] ?? '' };
  if (whole === '') return say('full-name', 'The name is missing.');
  const [last = '', first] = whole.split(',', 2);
  if (first !== undefined) return { first, last, field: 'full-name' };
  const space = whole.lastIndexOf(' ');
  if (space < 0) return say('full-name', 'The name has one word only; a first and a last name are needed.');
  return { first: whole.slice(0, space), last: whole.slice(space + 1), field: 'full-name' };
}

function readName(label: string, typed: string): string {
  if (typed.trim() === '') throw new Fault('BAD_USER_INPUT', `The ${label} is missing.`);
  return readLine('name', label, typed);
}

const relationships: Readonly<Record<Relationship, readonly string[]>> = {
  self: ['', 'self', 'client', 'patient', 'own', 'me'],
  parent: ['parent', 'mother', 'father', 'mom', 'mum', 'dad', 'stepmother', 'stepfather', 'stepparent'],
  guardian: ['guardian', 'legal guardian', 'foster parent', 'caregiver', 'carer', 'grandparent'],
  partner: ['partner', 'spouse', 'husband', 'wife'],
};

function readHolder(text: RowTexts, say: Say): { relationship: Relationship; person: string | null } | undefined {
  const typed = (text.relationship ?? '').toLowerCase();
  const person = text.person ?? '';
  const relationship = (Object.keys(relationships) as Relationship[]).find((each) =>
    relationships[each].includes(typed),
  );
  if (!relationship) return say('relationship', 'The relationship has to be self, parent, guardian or partner.');
  if (relationship === 'self') {
    if (person === '' || typed !== '') return { relationship, person: null };
    return say('relationship', 'Say who the person is to the client: parent, guardian or partner.');
  }
  if (person === '') return say('person', `The ${relationship}'s name is missing.`);
  if (!text.email) return say('email', `The ${relationship}'s e-mail address is missing.`);
  return { relationship, person };
}
