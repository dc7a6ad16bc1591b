import { GraphQLDateTime } from 'graphql-scalars';
import { createUnionType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { PageInfo } from '../http/page-info.graphql-types.ts';
import { EditedMeanwhile } from '../practice/practice.graphql-types.ts';
import type { ClientImport, ExistingChoice, ImportRow, ImportState, RowOutcome } from './client-import.ts';
import type { ImportRefusal } from './confirm-import.ts';
import { type ImportField, missingColumns } from './import-columns.ts';
import type { RowFilter } from './import-row.store.ts';
import type { RowStatus } from './classify-rows.ts';
import { cellTexts, type RowProblem } from './read-row.ts';

const ImportFieldEnum = {
  FIRST_NAME: 'first-name',
  LAST_NAME: 'last-name',
  FULL_NAME: 'full-name',
  REFERENCE: 'reference',
  PHONE: 'phone',
  EMAIL: 'email',
  RELATIONSHIP: 'relationship',
  PERSON: 'person',
} as const satisfies Record<string, ImportField>;
registerEnumType(ImportFieldEnum, {
  name: 'ImportField',
  description: 'What a column of an imported list holds.',
  valuesConfig: {
    FIRST_NAME: { description: 'The first name.' },
    LAST_NAME: { description: 'The last name.' },
    FULL_NAME: { description: 'First and last name, or the last name, a comma and the first.' },
    REFERENCE: { description: "The practice's own number for the client." },
    PHONE: { description: "The client's phone." },
    EMAIL: { description: 'The address that shall have portal access.' },
    RELATIONSHIP: { description: 'Who the holder of the access is to the client; self when empty.' },
    PERSON: { description: "The holder's name, when it is not the client." },
  },
});

const ImportStateEnum = {
  READY: 'ready',
  RUNNING: 'running',
  DONE: 'done',
  CANCELLED: 'cancelled',
} as const satisfies Record<string, Exclude<ImportState, 'reading'>>;
registerEnumType(ImportStateEnum, {
  name: 'ImportState',
  description: 'How far an import has come.',
  valuesConfig: {
    READY: { description: 'Can be looked at; nothing was imported yet.' },
    RUNNING: { description: 'Is under way.' },
    DONE: { description: 'Has ended.' },
    CANCELLED: { description: 'Was thrown away, or stopped before its end; what it did stays.' },
  },
});

const ImportExistingEnum = { SKIP: 'skip', UPDATE: 'update' } as const satisfies Record<string, ExistingChoice>;
registerEnumType(ImportExistingEnum, {
  name: 'ImportExisting',
  description: 'What becomes of clients who are there already.',
  valuesConfig: {
    SKIP: { description: 'They stay as they are.' },
    UPDATE: { description: 'They get what the list says; what it leaves empty stays. New addresses get access.' },
  },
});

const ImportRowStatusEnum = {
  NEW: 'new',
  ADDRESS: 'address',
  EXISTING: 'existing',
  PROBLEM: 'problem',
} as const satisfies Record<string, Exclude<RowStatus, 'header'>>;
registerEnumType(ImportRowStatusEnum, {
  name: 'ImportRowStatus',
  description: 'What would become of a row.',
  valuesConfig: {
    NEW: { description: 'A new client.' },
    ADDRESS: { description: 'Another address for the client of a row above.' },
    EXISTING: { description: 'The client is there already.' },
    PROBLEM: { description: 'Cannot be imported.' },
  },
});

const ImportOutcomeEnum = {
  CREATED: 'created',
  ADDRESS_ADDED: 'address-added',
  UPDATED: 'updated',
  UNCHANGED: 'unchanged',
  LEFT_OUT: 'left-out',
  CANCELLED: 'cancelled',
} as const satisfies Record<string, Exclude<RowOutcome, 'header'>>;
registerEnumType(ImportOutcomeEnum, {
  name: 'ImportOutcome',
  description: 'What became of a row.',
  valuesConfig: {
    CREATED: { description: 'The client was added.' },
    ADDRESS_ADDED: { description: 'The address was given access to a client who was there.' },
    UPDATED: { description: 'The client was changed.' },
    UNCHANGED: { description: 'The client was there, and stayed as they were.' },
    LEFT_OUT: { description: 'It had a problem.' },
    CANCELLED: { description: 'The import was stopped before its turn.' },
  },
});

export const ImportRowsEnum = {
  ALL: 'all',
  NEW: 'new',
  EXISTING: 'existing',
  PROBLEM: 'problem',
  IMPORTED: 'imported',
  LEFT_ALONE: 'left-alone',
} as const satisfies Record<string, RowFilter>;
registerEnumType(ImportRowsEnum, {
  name: 'ImportRows',
  description: 'Which rows of an import to show.',
  valuesConfig: {
    ALL: { description: 'All of them.' },
    NEW: { description: 'New clients, and further addresses for them.' },
    EXISTING: { description: 'Clients who are there already.' },
    PROBLEM: { description: 'Rows that cannot be imported.' },
    IMPORTED: { description: 'Rows that changed something.' },
    LEFT_ALONE: { description: 'Rows that changed nothing.' },
  },
});

@ObjectType({ description: 'A column of an imported list.' })
export class ImportColumn {
  @Field(() => String, { description: 'Its name in the list, or its letter when the list names none.' })
  name!: string;

  @Field(() => [String], { description: 'What its first rows say.' })
  samples!: string[];

  @Field(() => ImportFieldEnum, { nullable: true, description: 'What it holds; null when it is not imported.' })
  field!: ImportField | null;
}

@ObjectType({ description: 'How many rows of an import there are of each kind.' })
export class ImportCounts {
  @Field(() => Int, { description: 'Rows of the list, without the one that names the columns.' })
  rows!: number;

  @Field(() => Int, { description: 'New clients.' })
  fresh!: number;

  @Field(() => Int, { description: 'Further addresses for new clients.' })
  addresses!: number;

  @Field(() => Int, { description: 'Clients who are there already.' })
  existing!: number;

  @Field(() => Int, { description: 'Rows that cannot be imported.' })
  problems!: number;

  @Field(() => Int, { description: 'Rows that were worked on; the others wait.' })
  done!: number;

  @Field(() => Int, { description: 'Clients that were added.' })
  created!: number;

  @Field(() => Int, { description: 'Addresses that were given access to a client who was there.' })
  addressesAdded!: number;

  @Field(() => Int, { description: 'Clients that were changed.' })
  updated!: number;

  @Field(() => Int, { description: 'Clients that stayed as they were.' })
  unchanged!: number;
}

@ObjectType('ImportProblem', { description: 'Why a row cannot be imported.' })
class ImportProblemType {
  @Field(() => ImportFieldEnum, { nullable: true, description: 'The cell at fault; null for the row as a whole.' })
  field!: ImportField | null;

  @Field(() => String, { description: 'What is wrong, in plain words.' })
  message!: string;
}

@ObjectType('ImportRow', { description: 'A row of an imported list, as it was written there.' })
export class ImportRowType {
  @Field(() => ID, { description: "The row's id." })
  id!: string;

  @Field(() => Int, { description: 'Its number in the spreadsheet.' })
  number!: number;

  @Field(() => String, { description: 'The name.' })
  name!: string;

  @Field(() => String, { description: 'The reference.' })
  reference!: string;

  @Field(() => String, { description: 'The phone.' })
  phone!: string;

  @Field(() => String, { description: 'The address.' })
  email!: string;

  @Field(() => String, { description: 'The relationship and the person.' })
  holder!: string;

  @Field(() => ImportRowStatusEnum, { description: 'What would become of it.' })
  status!: RowStatus;

  @Field(() => [ImportProblemType], { description: 'Why it cannot be imported.' })
  problems!: RowProblem[];

  @Field(() => String, { nullable: true, description: 'Something worth a look that keeps nothing back.' })
  note!: string | null;

  @Field(() => ImportOutcomeEnum, { nullable: true, description: 'What became of it; null before its turn.' })
  outcome!: RowOutcome | null;

  @Field(() => ID, { nullable: true, description: 'The client it was about, once it was worked on.' })
  clientId!: string | null;
}

export function toImportRow(row: ImportRow, { columns }: ClientImport): ImportRowType {
  const { id, number, status, problems, note, outcome, clientId } = row;
  const text = cellTexts(row.cells, columns);
  const name = clipCell(text['full-name'] ?? [text['first-name'], text['last-name']].filter(Boolean).join(' '));
  const holder = clipCell([text.relationship, text.person].filter(Boolean).join(': '));
  const reference = clipCell(text.reference ?? '');
  const phone = clipCell(text.phone ?? '');
  const email = clipCell(text.email ?? '');
  return { id, number, name, reference, phone, email, holder, status, problems, note, outcome, clientId };
}

/** Shortens a cell: those of a wrong file can be very long. */
export function clipCell(cell: string): string {
  const most = 100;
  return cell.length > most ? `${cell.slice(0, most).toWellFormed()}…` : cell;
}

@ObjectType({ description: 'One row of a page of an import.' })
export class ImportRowEdge {
  @Field(() => String, { description: 'For `after`.' })
  cursor!: string;

  @Field(() => ImportRowType, { description: 'The row.' })
  node!: ImportRowType;
}

@ObjectType({ description: "A page of an import's rows, in the list's order." })
export class ImportRowConnection {
  @Field(() => [ImportRowEdge], { description: 'The rows.' })
  edges!: ImportRowEdge[];

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: PageInfo;
}

@ObjectType('ClientImport', { description: 'An uploaded list of clients. It is kept for seven days.' })
export class ClientImportType {
  @Field(() => ID, { description: "The import's id." })
  id!: string;

  @Field(() => Int, { description: 'Rises with every change; the mutations want the one that was read.' })
  version!: number;

  @Field(() => String, { description: 'The name of the file.' })
  fileName!: string;

  @Field(() => ImportStateEnum, { description: 'How far it has come.' })
  state!: ImportState;

  @Field(() => GraphQLDateTime, { description: 'When it was uploaded.' })
  uploadedAt!: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it ended.' })
  finishedAt!: Date | null;

  @Field(() => Boolean, { description: 'Whether the first row names the columns.' })
  hasHeader!: boolean;

  @Field(() => ImportExistingEnum, { description: 'What becomes of clients who are there already.' })
  existing!: ExistingChoice;

  @Field(() => String, { nullable: true, description: 'What the columns lack, in plain words; null for nothing.' })
  missing!: string | null;

  /** Not in the schema: the row, for the field resolvers. */
  row!: ClientImport;
}

export function toClientImport(row: ClientImport): ClientImportType {
  const { id, version, fileName, state, uploadedAt, finishedAt, hasHeader, existing } = row;
  const shown = { id, version, fileName, state, uploadedAt, finishedAt, hasHeader, existing };
  return Object.assign(new ClientImportType(), { ...shown, missing: missingColumns(row) ?? null, row });
}

const ImportRefusalEnum = {
  COLUMNS_MISSING: 'columns-missing',
  PROBLEMS_LEFT: 'problems-left',
  NOTHING_TO_IMPORT: 'nothing-to-import',
  ANOTHER_UNDER_WAY: 'another-under-way',
} as const satisfies Record<string, ImportRefusal>;
registerEnumType(ImportRefusalEnum, {
  name: 'ImportRefusal',
  description: 'Why an import was not started.',
  valuesConfig: {
    COLUMNS_MISSING: { description: 'No column holds the names.' },
    PROBLEMS_LEFT: { description: 'Rows have problems, and it was not said that they are left out.' },
    NOTHING_TO_IMPORT: { description: 'No row would change anything.' },
    ANOTHER_UNDER_WAY: { description: 'The practice has another import under way.' },
  },
});

@ObjectType('ImportRefused', { description: 'Returned when an import could not be started. Nothing was imported.' })
export class ImportRefusedType {
  @Field(() => ImportRefusalEnum, { description: 'Why.' })
  reason!: ImportRefusal;

  @Field(() => String, { description: 'Why and what to do, in plain words.' })
  message!: string;
}

const refusalWords: Readonly<Record<ImportRefusal, string>> = {
  'columns-missing': 'Say first which columns hold the names.',
  'problems-left':
    'Some rows have problems. Correct them in the file and upload it again, or say that they are left out.',
  'nothing-to-import': 'There is nothing new in this list.',
  'another-under-way': 'Another import of your practice is under way. Wait until it is done, then start this one.',
};

/** A refusal with its message. */
export const importRefused = (reason: ImportRefusal): ImportRefusedType =>
  Object.assign(new ImportRefusedType(), { reason, message: refusalWords[reason] });

export const SetImportMappingResult = createUnionType({
  name: 'SetImportMappingResult',
  description: 'What became of the change.',
  types: () => [ClientImportType, EditedMeanwhile] as const,
});

export const ConfirmImportResult = createUnionType({
  name: 'ConfirmImportResult',
  description: 'The import under way, or why not.',
  types: () => [ClientImportType, ImportRefusedType, EditedMeanwhile] as const,
});

@InputType({ description: 'What the columns of an import hold.' })
export class SetImportMappingInput {
  @Field(() => ID, { description: 'Which import.' })
  importId!: string;

  @Field(() => Int, { description: 'The version that was read.' })
  version!: number;

  @Field(() => [ImportFieldEnum], {
    nullable: 'items',
    description: 'What each column holds, in their order; null for one that is not imported.',
  })
  columns!: (ImportField | null)[];

  @Field(() => Boolean, { description: 'Whether the first row names the columns.' })
  hasHeader!: boolean;
}

@InputType({ description: 'An import that was looked at.' })
export class ConfirmImportInput {
  @Field(() => ID, { description: 'Which import.' })
  importId!: string;

  @Field(() => Int, { description: 'The version that was read.' })
  version!: number;

  @Field(() => ImportExistingEnum, { defaultValue: 'skip', description: 'What becomes of clients who are there.' })
  existing!: ExistingChoice;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether rows with problems are left out.' })
  leaveOutProblems!: boolean;
}

@InputType({ description: 'An import to stop.' })
export class CancelImportInput {
  @Field(() => ID, { description: 'Which import.' })
  importId!: string;
}
