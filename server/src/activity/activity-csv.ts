import { csvLine, csvMark } from '../lib/csv.ts';
import type { Activity, ActivityFilter } from './activity.ts';
import type { ActivityStore } from './activity.store.ts';
import { summarize } from './summarize.ts';

/** Entries read at a time, so that an export of any length needs little memory and holds no connection for long. */
const pageSize = 1000;

/**
 * The activity as CSV (RFC 4180), newest first, in pieces. It begins with a byte order mark, by which spreadsheets
 * recognize UTF-8. Times are in the filter's time zone.
 */
export async function* activityCsv(
  activity: Pick<ActivityStore, 'listForPractice'>,
  practiceId: string,
  filter: ActivityFilter,
): AsyncGenerator<string> {
  const { timeZone } = filter;
  // "2026-11-03 14:14:05", which sorts, and which spreadsheets read as a time.
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  yield (
    csvMark + csvLine([`Time (${timeZone})`, 'Staff member', 'What happened', 'Client', 'E-mail', 'Kind', 'Result'])
  );
  let before: { at: string; id: string } | undefined;
  do {
    const rows: Activity[] = await activity.listForPractice(practiceId, filter, { first: pageSize, before });
    yield rows.map((row) => csvLine(cells(row, clock.format(row.at), timeZone))).join('');
    const last = rows.length === pageSize ? rows.at(-1) : undefined;
    before = last && { at: last.at.toISOString(), id: last.id };
  } while (before);
}

function cells(row: Activity, time: string, timeZone: string): string[] {
  const { staffName, clientName, email, kind, result } = row;
  return [time, staffName ?? '', summarize(row, timeZone), clientName ?? '', email ?? '', kind, result];
}
