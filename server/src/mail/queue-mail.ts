import type { JobQueue } from '../db/job-queue.ts';
import type { Fragment } from '../db/sql.ts';
import { deliverMailKind, someoneWaits } from './deliver-mail.kind.ts';

/** The same as {@link queueMailText}, with named parameters. */
export const queueMail = (jobs: JobQueue, select: Fragment): Fragment => ({ sql: queueMailText(jobs, select.sql) });

/**
 * Two CTEs, `mail` and `mail_job`, that queue mails and the jobs to deliver them, to stand inside the
 * statement of the act that calls for the mail: both are committed with it, or neither.
 *
 * @param select gives the mails, in the order practice_id, id, kind, to_address, link_id, about_id,
 * facts; no row means no mail.
 */
export function queueMailText(jobs: JobQueue, select: string): string {
  return `mail AS (
      INSERT INTO mail (practice_id, id, kind, to_address, link_id, about_id, facts)
      ${select}
      RETURNING practice_id, id, kind, to_address, link_id, about_id
    ),
    mail_job AS (${insertJobsText(jobs, 'mail')})`;
}

/**
 * A data-modifying statement that queues one job for each mail of a CTE.
 *
 * @param wait an SQL expression for the seconds before the jobs may start.
 */
export function insertJobsText(jobs: JobQueue, cte: string, wait = '0'): string {
  return jobs.insertText(
    deliverMailKind,
    `SELECT COALESCE(json_agg(json_build_object(
        'data', json_build_object('practiceId', practice_id, 'mailId', id),
        'priority', CASE WHEN kind = 'invitation' THEN 0 ELSE ${someoneWaits} END,
        'startAfter', (${wait})::text || ' seconds')), '[]')
      FROM ${cte}`,
  );
}
