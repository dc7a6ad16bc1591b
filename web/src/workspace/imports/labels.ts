import type {
  ImportField,
  ImportOutcome,
  ImportRowStatus,
  ImportState,
} from '../../api/generated/workspace/graphql.ts';

const fieldLabels: Readonly<Record<ImportField, string>> = {
  FIRST_NAME: 'First name',
  LAST_NAME: 'Last name',
  FULL_NAME: 'Full name',
  REFERENCE: 'Reference',
  PHONE: 'Phone',
  EMAIL: 'E-mail address',
  RELATIONSHIP: 'Relationship',
  PERSON: 'Person with access',
};

/** The choices for a column; the empty one leaves it out. */
export const fieldChoices = [
  { value: '', name: 'Not imported' },
  ...Object.entries(fieldLabels).map(([value, name]) => ({ value, name })),
];

export const isImportField = (value: string): value is ImportField => Object.hasOwn(fieldLabels, value);

export const stateLabels: Readonly<Record<ImportState, string>> = {
  READY: 'Not imported yet',
  RUNNING: 'Under way',
  DONE: 'Imported',
  CANCELLED: 'Cancelled',
};

export const statusLabels: Readonly<Record<ImportRowStatus, string>> = {
  NEW: 'New client',
  ADDRESS: 'Further address',
  EXISTING: 'Already there',
  PROBLEM: 'Problem',
};

export const outcomeLabels: Readonly<Record<ImportOutcome, string>> = {
  CREATED: 'Added',
  ADDRESS_ADDED: 'Address added',
  UPDATED: 'Updated',
  UNCHANGED: 'Already there',
  LEFT_OUT: 'Left out',
  CANCELLED: 'Not imported',
};
