import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { csvLine, unescapeFormulas } from './csv.ts';

const hostile = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  ' =1',
  '\t=1',
  '\u0000=1',
  '＝1',
  '"=1',
  '""=1',
  'x;=1',
  'x; =1',
  'x;\t=1',
  'x;"=1',
  'x;;=1',
  'x\t-1',
  'x\n+1',
  'x\r\n@a',
  'Jamie;＋1',
  'x,"y";=HYPERLINK("http://evil.example")',
];
const harmless = ['', 'Zoë, "Z"', "O'Brien; Ann-Marie", 'a=b', "d'=1", 'x\ny', '; ', 'jamie@client.example'];

const isFormula = (cell: string) => /^["\s\p{Cc}]*[=+\-@＝＋－＠]/u.test(cell);
const cellsOf = (line: string, delimiter: string): string[] =>
  parse(line, { delimiter, relax_quotes: true, relax_column_count: true }).flat();

test.each(hostile)('writes %j so that no spreadsheet runs it, whatever separates its cells', (text) => {
  for (const cells of [[text], ['a', text], ['a;', text, 'b'], [text, text]]) {
    const line = csvLine(cells);
    expect(cellsOf(line, ',').filter(isFormula)).toEqual([]);
    // A spreadsheet with another separator does not see where cells with commas begin.
    expect(line.split(/[;\t\r\n]/).filter(isFormula)).toEqual([]);
  }
});

test.each([...hostile, ...harmless])('reads %j back as it was', (text) => {
  expect(cellsOf(csvLine(['a', text]), ',').map(unescapeFormulas)).toEqual(['a', text]);
});

test.each(harmless)('writes %j as it is', (text) => {
  expect(cellsOf(csvLine([text]), ',')).toEqual([text]);
});

test('reads an apostrophe that was there before as it is read from any list', () => {
  for (const text of ["'=1", "x;'=1", "' =1", "';'\t=1"]) {
    expect(unescapeFormulas(cellsOf(csvLine(['a', text]), ',')[1] ?? '')).toBe(unescapeFormulas(text));
  }
});

test('needs no longer for a text that is all separators', () => {
  const before = performance.now();
  csvLine([`${';'.repeat(500_000)}a`, "'\t".repeat(250_000)]);
  expect(performance.now() - before).toBeLessThan(1000);
});
