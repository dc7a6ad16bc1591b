import { createUnionType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { EditedMeanwhile } from '../practice/practice.graphql-types.ts';
import type { ExistingChoice } from './client-import.ts';
import type { ImportRefusal } from './confirm-import.ts';
import type { ImportField } from './import-columns.ts';
import { ImportFieldEnum, ImportExistingEnum, ClientImportType } from './imports.graphql-types.ts';

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
