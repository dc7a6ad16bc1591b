import { csvLine, csvMark } from '../lib/csv.ts';
import type { ImportRow } from './client-import.ts';

/**
 * The rows that can't be imported as a CSV file that a spreadsheet opens: their number, what is
 * wrong, and the row as it was, so that it can be corrected there and uploaded again.
 */
export function problemList(header: readonly string[], rows: readonly ImportRow[]): string {
  const lines = rows.map(({ number, problems, cells }) => [
    String(number),
    problems.map(({ message }) => message).join(' '),
    ...cells,
  ]);
  return csvMark + [['Row', 'Problem', ...header], ...lines].map(csvLine).join('');
}
