import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { ClientImport, ExistingChoice, ImportState } from './client-import.ts';
import { type ImportField, missingColumns } from './import-columns.ts';

export const ImportFieldEnum = {
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

export const ImportExistingEnum = { SKIP: 'skip', UPDATE: 'update' } as const satisfies Record<string, ExistingChoice>;
registerEnumType(ImportExistingEnum, {
  name: 'ImportExisting',
  description: 'What becomes of clients who are there already.',
  valuesConfig: {
    SKIP: { description: 'They stay as they are.' },
    UPDATE: { description: 'They get what the list says; what it leaves empty stays. New addresses get access.' },
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
export class ImportProblemType {
  @Field(() => ImportFieldEnum, { nullable: true, description: 'The cell at fault; null for the row as a whole.' })
  field!: ImportField | null;

  @Field(() => String, { description: 'What is wrong, in plain words.' })
  message!: string;
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
