import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { PageInfo } from '../http/page-info.graphql-types.ts';
import type { ClientImport, ImportRow, RowOutcome } from './client-import.ts';
import type { RowFilter } from './import-row.store.ts';
import type { RowStatus } from './classify-rows.ts';
import { cellTexts, type RowProblem } from './read-row.ts';
import { ImportProblemType } from './imports.graphql-types.ts';

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
