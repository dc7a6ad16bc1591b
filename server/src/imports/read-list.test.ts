import { expect, test } from 'vitest';
import { decodeText } from './decode-text.ts';
import { guessMapping, missingColumns } from './import-columns.ts';
import type { ImportRow } from './client-import.ts';
import { problemList } from './problem-list.ts';
import { readCsv } from './read-csv.ts';
import { readRow } from './read-row.ts';

const table = async (text: string) => (await readCsv(text)).map(({ cells }) => cells);
const plain = 'Name,E-mail\nZoë Hart,zoe@client.example\n';
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

test.each([
  ['UTF-8', Buffer.from(plain)],
  ['UTF-8 that begins with a Cyrillic letter', Buffer.from(`Р${plain}`), `Р${plain}`],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${plain}`)],
  ['UTF-16, little end first, with a mark', Buffer.from(`\ufeff${plain}`, 'utf16le')],
  ['UTF-16, little end first', Buffer.from(plain, 'utf16le')],
  ['UTF-16, big end first, with a mark', utf16be(`\ufeff${plain}`)],
  ['Windows-1252', Buffer.from(plain, 'latin1')],
])('reads %s', (_, bytes, text = plain) => {
  expect(decodeText(bytes)).toBe(text);
});

test.each([
  ['an empty file', Buffer.alloc(0), 'empty'],
  ['blank lines', Buffer.from('\r\n  \r\n'), 'empty'],
  ['an Excel file', Buffer.from('PK\u0003\u0004…'), 'spreadsheet, not a CSV'],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0x0d, 0, 1, 2, 3]), 'not a text file'],
  ['a text with a NUL', Buffer.from('Name\nA\0nn'), 'not a text file'],
])('refuses %s in plain words', (_, bytes, words) => {
  expect(() => decodeText(bytes)).toThrow(words);
});

test.each([
  ['commas', 'a,b\n1,2'],
  ['semicolons', 'a;b\n1;2'],
  ['tabs', 'a\tb\n1\t2'],
  ['a first line that names the sign', 'sep=;\r\na;b\r\n1;2'],
  ['the line ends of old Macs', 'a,b\r1,2'],
  ['the line ends of Windows', 'a,b\r\n1,2\r\n'],
  ['empty cells at the end', 'a,b,,\n1,2,,,'],
])('reads a table with %s', async (_, text) => {
  expect(await table(text)).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ]);
});

test('keeps commas, quotes and line breaks of quoted cells, and takes a quote in the middle for itself', async () => {
  expect(await table('"Rivera, Jamie","say ""hi""","two\nlines"\nJim "Jimmy" Smith,x')).toEqual([
    ['Rivera, Jamie', 'say "hi"', 'two\nlines'],
    ['Jim "Jimmy" Smith', 'x'],
  ]);
});

test('does not take a sign inside quotes for the one between cells', async () => {
  expect(await table('"a;b;c;d",e\n1,2')).toEqual([
    ['a;b;c;d', 'e'],
    ['1', '2'],
  ]);
});

test('numbers rows as the spreadsheet does: empty rows and rows of several lines count once', async () => {
  const rows = await readCsv('name\n\n"two\nlines"\n , \nlast');
  expect(rows.map(({ number, cells }) => [number, cells[0]])).toEqual([
    [1, 'name'],
    [3, 'two\nlines'],
    [5, 'last'],
  ]);
});

test('says in which row a quote never ends, also when the file is long', async () => {
  await expect(readCsv('a,b\n1,2\n"3,4\n5,6')).rejects.toThrow("Row 3 can't be read: a quote");
  await expect(readCsv(`a,b\n"${'x\n'.repeat(100_000)}`)).rejects.toThrow('Row 2');
});

test('refuses more rows or columns than there may be', async () => {
  await expect(readCsv('a\n'.repeat(20_002))).rejects.toThrow('20000 rows');
  await expect(readCsv(`${'a,'.repeat(61)}b\n`)).rejects.toThrow('60 columns');
});

test('guesses what columns hold from names that other software uses', () => {
  const names = [
    'MRN',
    'Surname',
    'Given Name',
    'Cell Phone',
    'E-Mail Address',
    'Notes',
    'Relationship to client',
    'Guardian',
  ];
  expect(guessMapping(names, 8)).toEqual({
    columns: ['reference', 'last-name', 'first-name', 'phone', 'email', null, 'relationship', 'person'],
    hasHeader: true,
  });
});

test('gives each field to one column, and prefers two names to a whole one', () => {
  expect(guessMapping(['Client name', 'First name', 'Last name', 'Email', 'Mail'], 5).columns).toEqual([
    null,
    'first-name',
    'last-name',
    'email',
    null,
  ]);
});

test('takes a first row with an address for a client', () => {
  const guess = guessMapping(['Jamie', 'Rivera', 'jamie@client.example'], 3);
  expect(guess).toEqual({ columns: [null, null, 'email'], hasHeader: false });
  expect(missingColumns(guess)).toContain('first and the last name');
});

const columns = ['full-name', 'reference', 'phone', 'email', 'relationship', 'person'] as const;
const read = (...cells: string[]) => readRow(cells, columns, '+16175550134');
const problems = (...cells: string[]) => read(...cells).problems.map(({ message }) => message);

test('reads a row, whichever way the name is written', () => {
  const values = {
    firstName: 'Jamie',
    lastName: 'Rivera',
    reference: 'H-1',
    phone: '+16175550199',
    email: 'j@client.example',
  };
  const cells = ['H-1', '(617) 555-0199', ' J@Client.example ', '', ''];
  expect(read('Jamie Rivera', ...cells).values).toEqual({ ...values, relationship: 'self', person: null });
  expect(read('Rivera, Jamie', ...cells).values).toMatchObject({ firstName: 'Jamie', lastName: 'Rivera' });
});

test('knows a mother for a parent, and wants her name and address', () => {
  expect(read('Mia Brandt', '', '', 'p@client.example', 'Mother', 'Ada Brandt').values).toMatchObject({
    relationship: 'parent',
    person: 'Ada Brandt',
  });
  expect(problems('Mia Brandt', '', '', '', 'parent', 'Ada Brandt')).toEqual([
    "The parent's e-mail address is missing.",
  ]);
  expect(problems('Mia Brandt', '', '', 'p@client.example', 'parent', '')).toEqual(["The parent's name is missing."]);
  expect(problems('Mia Brandt', '', '', 'p@client.example', 'neighbor', 'Bo')[0]).toContain('self, parent, guardian');
});

test('tells every problem of a row, not only the first', () => {
  expect(problems('', 'H'.repeat(41), '12', 'jamie@client', '', '')).toHaveLength(4);
  expect(problems('Cher', '', '', '', '', '')[0]).toContain('one word');
});

const problemRow = (cells: string[]): ImportRow => ({
  id: '1',
  number: 7,
  cells,
  status: 'problem',
  note: null,
  outcome: null,
  clientId: null,
  problems: [{ field: null, message: 'The name is missing.' }],
});

test('a list of problems runs no formula in a spreadsheet, and reads back as it was', async () => {
  const cells = ['=HYPERLINK("http://evil.example")', '+16175550199', '@SUM(A1)', '-1', ' =1+1', 'Zoë, "Z"'];
  const text = problemList(['a', 'b', 'c', 'd', 'e', 'f'], [problemRow(cells)]);
  const [, row] = await readCsv(decodeText(Buffer.from(text)));
  for (const cell of row?.cells.slice(2) ?? []) expect(cell).not.toMatch(/^\s*[=+\-@]/);
  expect(row?.cells.slice(0, 2)).toEqual(['7', 'The name is missing.']);
  expect(readRow(row?.cells.slice(3, 4) ?? [], ['phone'], null).problems.map(({ field }) => field)).not.toContain(
    'phone',
  );
});

test('refuses a row that is far too long before it takes it apart', async () => {
  await expect(readCsv(`Name\n${','.repeat(5 * 1024 * 1024)}`)).rejects.toThrow('far too long');
});

test('lets others be served while it reads five megabytes', async () => {
  let longest = 0;
  let before = performance.now();
  const beat = setInterval(() => {
    longest = Math.max(longest, performance.now() - before);
    before = performance.now();
  }, 5);
  await readCsv(',,,\n'.repeat(1024 * 1024));
  clearInterval(beat);
  expect(longest).toBeLessThan(1000);
});
