import { csvLine, csvMark } from '../lib/csv.ts';
import type { ImportRow } from './client-import.ts';

/**
 * The rows with problems as a CSV file: their number, the problem, and the row's cells, so that it can be corrected
 * in a spreadsheet and uploaded again.
 */
export function problemList(header: readonly string[], rows: readonly ImportRow[]): string {
  const lines = rows.map(({ number, problems, cells }) => [
    String(number),
    problems.map(({ message }) => message).join(' '),
    ...cells,
  ]);
  return csvMark + [['Row', 'Problem', ...header], ...lines].map(csvLine).join('');
}
