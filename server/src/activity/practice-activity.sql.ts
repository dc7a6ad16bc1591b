import { type Fragment, sql } from '../db/sql.ts';
import { type Statement, statement } from '../db/statement.ts';
import { activityColumns, activityJoins } from './activity-columns.sql.ts';
import type { ActivityKind } from './activity-kind.ts';
import type { Activity } from './activity.ts';

/** The parameters of every search. */
export interface PageValues {
  practiceId: string;
  /** The first and the last day, such as "2026-11-03", in the time zone. */
  from: string | null;
  to: string | null;
  timeZone: string;
  beforeAt: string | null;
  beforeId: string | null;
  first: number;
}

// Each search reads an index from the newest entry on and stops when the page is full, so its time does not depend on the
// number of entries. That needs one statement for each search: with a condition such as ":kinds IS NULL OR …", the
// planner does not use the index. For the same reason the last day and the previous entry are one condition: with two,
// the scan would begin at the later of them.
const end = sql`coalesce((:to::date + 1)::timestamp AT TIME ZONE :timeZone, 'infinity')`;
const page = (conditions: Fragment) => sql`
  SELECT v.* FROM activity v
   WHERE v.practice_id = :practiceId
     AND v.at >= coalesce(:from::date::timestamp AT TIME ZONE :timeZone, '-infinity')
     AND (v.at, v.id) < (least(:beforeAt::timestamptz, ${end}),
                         CASE WHEN :beforeAt::timestamptz < ${end} THEN :beforeId::uuid
                              ELSE '00000000-0000-0000-0000-000000000000' END)
     ${conditions}
   ORDER BY v.at DESC, v.id DESC LIMIT :first`;

const search = <Given extends PageValues>(name: string, pages: Fragment): Statement<Activity, Given> =>
  statement(
    `activity.list-${name}`,
    sql`
    SELECT ${activityColumns}
      FROM (SELECT * FROM (${pages}) p ORDER BY at DESC, id DESC LIMIT :first) v ${activityJoins}
     ORDER BY v.at DESC, v.id DESC`,
  );

const ofKinds = (conditions: Fragment) => sql`
  SELECT n.* FROM unnest(:kinds::text[]) k (kind), LATERAL (${page(sql`AND v.kind = k.kind ${conditions}`)}) n`;

/** All entries. */
export const listOfPractice = search('of-practice', page(sql``));

/** The acts of these kinds. */
export const listByKind = search<PageValues & { kinds: readonly ActivityKind[] }>('by-kind', ofKinds(sql``));

/** The acts of a staff member of these kinds. */
export const listByStaff = search<PageValues & { kinds: readonly ActivityKind[]; staffMemberId: string }>(
  'by-staff',
  ofKinds(sql`AND v.staff_member_id = :staffMemberId::uuid`),
);

// A client has few entries, so the staff member and the kind need no index.
const narrowed = sql`
  AND (:kinds::text[] IS NULL OR v.kind = ANY (:kinds))
  AND (:staffMemberId::uuid IS NULL OR v.staff_member_id = :staffMemberId)`;

/** What was done to a client, and what happened at the accounts with access to the client. */
export const listByClient = search<
  PageValues & {
    clientId: string;
    portalAccountIds: readonly string[];
    kinds: readonly ActivityKind[] | null;
    staffMemberId: string | null;
  }
>(
  'by-client',
  sql`
  (${page(sql`AND v.client_id = :clientId::uuid ${narrowed}`)})
  UNION ALL
  SELECT n.* FROM unnest(:portalAccountIds::uuid[]) t (id),
    LATERAL (${page(sql`AND v.portal_account_id = t.id AND v.client_id IS NULL ${narrowed}`)}) n`,
);
