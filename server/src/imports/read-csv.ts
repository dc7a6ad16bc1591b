import { pipeline, Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { CsvError, parse } from 'csv-parse';
import { badInput } from '../lib/fault.ts';
import { importPolicy } from './import-policy.ts';

/** One row of a file. */
export interface FileRow {
  /** The row's number in a spreadsheet: the first row is 1, and empty rows count. */
  number: number;
  cells: string[];
}

/**
 * Reads a text of comma-, semicolon- or tab-separated values; rows without any text are left out.
 *
 * @throws Fault BAD_USER_INPUT saying which row is wrong, or what is too much.
 */
export async function readCsv(text: string): Promise<FileRow[]> {
  const { delimiter, body } = findDelimiter(text);
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: importPolicy.maxRowCharacters,
  });
  const rows: FileRow[] = [];
  let number = 0;
  try {
    // The parser reports the errors of its input.
    pipeline(Readable.from(pieces(body)), parser, () => undefined);
    for await (const cells of parser as AsyncIterable<string[]>) {
      number += 1;
      if (cells.some((cell) => cell.trim() !== '')) rows.push({ number, cells: withoutEnd(cells) });
      if (rows.length > importPolicy.maxRows + 1) throw tooMuch(`more than ${importPolicy.maxRows} rows`);
      if (cells.length > importPolicy.maxColumns && number === 1)
        throw tooMuch(`more than ${importPolicy.maxColumns} columns`);
    }
  } catch (error) {
    throw error instanceof CsvError ? unreadable(error) : error;
  }
  return rows;
}

/** Excel may name the separator in an extra first line, such as `sep=;`. */
function findDelimiter(text: string): { delimiter: string; body: string } {
  const said = /^sep=([,;\t])\r?\n/i.exec(text);
  if (said?.[1]) return { delimiter: said[1], body: text.slice(said[0].length) };
  const firstLine = text.replace(/^\s+/, '').slice(0, importPolicy.maxRowCharacters).split(/\r|\n/, 1)[0] ?? '';
  const outsideQuotes = firstLine.replace(/"(?:[^"]|"")*"/g, '');
  const counts = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: outsideQuotes.split(delimiter).length }));
  const best = counts.reduce((most, next) => (next.count > most.count ? next : most));
  return { delimiter: best.delimiter, body: text };
}

/**
 * Yields the text in pieces, and lets other requests run in between.
 *
 * @throws Fault BAD_USER_INPUT at a line longer than any row may be, before it is taken apart.
 */
async function* pieces(text: string): AsyncGenerator<string> {
  const size = importPolicy.maxRowCharacters;
  let lines = 1;
  for (let start = 0; start < text.length; start += size) {
    await setImmediate();
    const piece = text.slice(start, start + size);
    const breaks = piece.match(/\r\n|\r|\n/g)?.length ?? 0;
    if (breaks === 0 && piece.length === size) throw badInput('file', unreadableRow(lines, true));
    lines += breaks;
    yield piece;
  }
}

/** Spreadsheets pad rows with empty cells. */
function withoutEnd(cells: string[]): string[] {
  const last = cells.findLastIndex((cell) => cell.trim() !== '');
  return cells.slice(0, Math.min(last + 1, importPolicy.maxColumns));
}

const tooMuch = (what: string) =>
  badInput('file', `This file has ${what}, which is the most at once. Split it and import the parts.`);

function unreadable({ code, ...context }: CsvError) {
  // The parser stops before it has given the rows that it read.
  const row = Number(context['records'] ?? 0) + 1;
  const isTooLong = code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE';
  return badInput('file', unreadableRow(row, isTooLong));
}

const unreadableRow = (row: number, isTooLong: boolean): string =>
  isTooLong
    ? `Row ${row} can't be read: a quote (") begins a cell there and never ends, or the row is far too long.`
    : `Row ${row} can't be read. Open the file in a spreadsheet, look at that row, and save it as CSV again.`;
