import { parseEmail } from '@porchlight/shared/email.ts';

/** The fields that a column can be mapped to. */
export type ImportField =
  | 'first-name'
  | 'last-name'
  | 'full-name'
  | 'reference'
  | 'phone'
  | 'email'
  | 'relationship'
  | 'person';

/** The field of each column, by the column's index; null for one that is not imported. */
export interface ImportMapping {
  columns: (ImportField | null)[];
  /** Whether the first row is a header. */
  hasHeader: boolean;
}

/** Column names of other software, in lower case without accents and punctuation. */
const names: Readonly<Record<ImportField, readonly string[]>> = {
  'first-name': [
    'first name',
    'firstname',
    'first',
    'given name',
    'forename',
    'client first name',
    'patient first name',
    'legal first name',
  ],
  'last-name': [
    'last name',
    'lastname',
    'last',
    'surname',
    'family name',
    'client last name',
    'patient last name',
    'legal last name',
  ],
  'full-name': ['name', 'full name', 'fullname', 'client', 'client name', 'patient', 'patient name', 'display name'],
  reference: [
    'reference',
    'ref',
    'client id',
    'client number',
    'client no',
    'patient id',
    'mrn',
    'chart number',
    'chart no',
    'record number',
    'account number',
    'external id',
    'id',
    'number',
  ],
  phone: [
    'phone',
    'phone number',
    'telephone',
    'tel',
    'mobile',
    'mobile phone',
    'mobile number',
    'cell',
    'cell phone',
    'home phone',
    'client phone',
  ],
  email: [
    'email',
    'e mail',
    'email address',
    'e mail address',
    'mail',
    'client email',
    'patient email',
    'contact email',
  ],
  relationship: ['relationship', 'relation', 'relationship to client', 'relationship to patient', 'contact type'],
  person: [
    'person',
    'person with access',
    'contact',
    'contact name',
    'guardian',
    'guardian name',
    'parent',
    'parent name',
    'responsible party',
  ],
};

/** Guesses the mapping from the first row; a person can correct it. */
export function guessMapping(firstRow: readonly string[], width: number): ImportMapping {
  const columns: (ImportField | null)[] = Array.from({ length: width }, () => null);
  firstRow.forEach((cell, place) => {
    const found = fieldNamed(cell);
    if (found && !columns.includes(found)) columns[place] = found;
  });
  if (columns.includes('first-name') || columns.includes('last-name')) {
    const fullName = columns.indexOf('full-name');
    if (fullName >= 0) columns[fullName] = null;
  }
  const address = firstRow.findIndex((cell) => parseEmail(cell) !== undefined);
  if (address < 0) return { columns, hasHeader: true };
  // A header contains no e-mail address.
  return { columns: columns.map((_, place) => (place === address ? 'email' : null)), hasHeader: false };
}

function fieldNamed(header: string): ImportField | undefined {
  const plain = header
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
  return (Object.keys(names) as ImportField[]).find((field) => names[field].includes(plain));
}

/** What the columns lack so that clients can be made of the rows, in plain words. */
export function missingColumns({ columns }: ImportMapping): string | undefined {
  if (columns.includes('full-name')) return undefined;
  const first = columns.includes('first-name');
  const last = columns.includes('last-name');
  if (first && last) return undefined;
  if (!first && !last) return 'Say which columns hold the first and the last name, or which one holds the full name.';
  return `Say which column holds the ${first ? 'last' : 'first'} name.`;
}

/** A column's letters in a spreadsheet: A to Z, AA, AB … */
export const columnLetter = (place: number): string =>
  place < 26 ? String.fromCharCode(65 + place) : columnLetter(Math.floor(place / 26) - 1) + columnLetter(place % 26);
