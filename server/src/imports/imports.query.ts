import { Arg, Authorized, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Rule } from '../http/rule.ts';
import { readCursor, readPageSize, toConnection, writeCursor } from '../http/pagination.ts';
import type { Context } from '../http/context.ts';
import { notFound } from '../lib/fault.ts';
import { isId } from '../lib/ids.ts';
import type { ImportRow, RowCount } from './client-import.ts';
import { columnLetter } from './import-columns.ts';
import type { RowFilter } from './import-row.store.ts';
import { clipCell, ImportRowConnection, ImportRowsEnum, toImportRow } from './import-rows.graphql-types.ts';
import { ClientImportType, ImportColumn, ImportCounts, toClientImport } from './imports.graphql-types.ts';

@Resolver(() => ClientImportType)
export class ImportQueries {
  @Authorized<Rule>('clients.write')
  @Query(() => ClientImportType, {
    nullable: true,
    description: 'An import of your practice; NOT_FOUND for any other id.',
  })
  async clientImport(
    @Arg('id', () => ID, { description: "The import's id." }) id: string,
    @Ctx() context: Context,
  ): Promise<ClientImportType> {
    return findImport(context, id);
  }

  @Authorized<Rule>('clients.write')
  @Query(() => [ClientImportType], { description: "Your practice's imports of the last seven days, newest first." })
  async clientImports(@Ctx() context: Context): Promise<ClientImportType[]> {
    const { practiceId } = await context.requireStaff();
    return (await context.stores.clientImports.list(practiceId)).map(toClientImport);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Who uploaded it.' })
  async uploadedBy(@Root() { row }: ClientImportType, @Ctx() context: Context): Promise<string | null> {
    return (await (await context.loaders()).staffName.load(row.uploadedBy)) ?? null;
  }

  @FieldResolver(() => [ImportColumn], { description: 'Its columns, in their order.' })
  async columns(@Root() { row }: ClientImportType, @Ctx() context: Context): Promise<ImportColumn[]> {
    const first = await context.stores.importRows.listFirst({ practiceId: row.practiceId, importId: row.id });
    const head = row.hasHeader ? first[0] : undefined;
    const below = row.hasHeader ? first.slice(1) : first;
    return row.columns.map((field, place) => ({
      name: clipCell(head?.cells[place]?.trim() ?? '') || `Column ${columnLetter(place)}`,
      samples: below
        .map(({ cells }) => clipCell(cells[place]?.trim() ?? ''))
        .filter(Boolean)
        .slice(0, 3),
      field,
    }));
  }

  @FieldResolver(() => ImportCounts, { description: 'How many rows there are of each kind.' })
  async counts(@Root() { row }: ClientImportType, @Ctx() context: Context): Promise<ImportCounts> {
    return toCounts(await context.stores.importRows.count({ practiceId: row.practiceId, importId: row.id }));
  }

  @FieldResolver(() => Int, { description: 'How many people whom it gave access were not invited yet.' })
  async uninvited(@Root() { row }: ClientImportType, @Ctx() context: Context): Promise<number> {
    return context.stores.importRows.countUninvited({ practiceId: row.practiceId, importId: row.id });
  }

  @FieldResolver(() => ImportRowConnection, { description: "Its rows, in the list's order." })
  async rows(
    @Arg('show', () => ImportRowsEnum, { defaultValue: 'all', description: 'Which ones.' }) show: RowFilter,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 50 when left out and 100 at most.' })
    first: number | undefined,
    @Arg('after', () => String, { nullable: true, description: 'The `endCursor` of the page before.' })
    after: string | undefined,
    @Root() { row }: ClientImportType,
    @Ctx() context: Context,
  ): Promise<ImportRowConnection> {
    const page = { first: readPageSize(first, 50), after: after ?? undefined };
    const [number = '0'] = readCursor(after, [(part) => /^\d{1,9}$/.test(part)]) ?? [];
    const ref = { practiceId: row.practiceId, importId: row.id };
    const rows = await context.stores.importRows.list(ref, show, {
      first: page.first + 1,
      after: Number(number),
    });
    const cursorOf = (each: ImportRow) => writeCursor([String(each.number)]);
    return toConnection(rows, page, cursorOf, (each) => toImportRow(each, row));
  }
}

/** @throws Fault NOT_FOUND when the practice has no such import. */
export async function findImport(context: Context, id: string): Promise<ClientImportType> {
  const { practiceId } = await context.requireStaff();
  const found = isId(id) ? await context.stores.clientImports.find(practiceId, id) : undefined;
  if (!found || found.state === 'reading') throw notFound('import');
  return toClientImport(found);
}

function toCounts(counts: readonly RowCount[]): ImportCounts {
  const sum = (wanted: (count: RowCount) => boolean) =>
    counts.filter(wanted).reduce((total, { count }) => total + count, 0);
  return {
    rows: sum(({ status }) => status !== 'header'),
    fresh: sum(({ status }) => status === 'new'),
    addresses: sum(({ status }) => status === 'address'),
    existing: sum(({ status }) => status === 'existing'),
    problems: sum(({ status }) => status === 'problem'),
    done: sum(({ status, outcome }) => status !== 'header' && outcome !== null),
    created: sum(({ outcome }) => outcome === 'created'),
    addressesAdded: sum(({ outcome }) => outcome === 'address-added'),
    updated: sum(({ outcome }) => outcome === 'updated'),
    unchanged: sum(({ outcome }) => outcome === 'unchanged'),
  };
}
