import { csvLine, csvMark } from '../lib/csv.ts';
import type { Activity } from './activity.ts';
import type { ActivityStore } from './activity.store.ts';
import type { ActivityFilter } from './activity.ts';
import { summarize } from './summarize.ts';

/** Read at a time, so that a record of any length needs little memory and keeps no connection for long. */
const pageSize = 1000;

/**
 * The record as CSV (RFC 4180), newest first, in pieces. It begins with a mark that tells spreadsheets
 * that it is UTF-8, and times are said in the filter's time zone.
 */
export async function* activityCsv(
  activity: Pick<ActivityStore, 'listForPractice'>,
  practiceId: string,
  filter: ActivityFilter,
): AsyncGenerator<string> {
  const { timeZone } = filter;
  yield (
    csvMark + csvLine([`Time (${timeZone})`, 'Staff member', 'What happened', 'Client', 'E-mail', 'Kind', 'Result'])
  );
  let before: { at: string; id: string } | undefined;
  do {
    const rows: Activity[] = await activity.listForPractice(practiceId, filter, { first: pageSize, before });
    yield rows.map((row) => csvLine(cells(row, timeZone))).join('');
    const last = rows.length === pageSize ? rows.at(-1) : undefined;
    before = last && { at: last.at.toISOString(), id: last.id };
  } while (before);
}

function cells(row: Activity, timeZone: string): string[] {
  const { at, staffName, clientName, email, kind, result } = row;
  return [
    localTime(at, timeZone),
    staffName ?? '',
    summarize(row, timeZone),
    clientName ?? '',
    email ?? '',
    kind,
    result,
  ];
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** "2026-11-03 14:14:05", which sorts, and which spreadsheets read as a time. */
function localTime(at: Date, timeZone: string): string {
  const format =
    formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  formats.set(timeZone, format);
  return format.format(at);
}
