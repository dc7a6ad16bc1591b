import { type Statement, statement } from '../db/database.ts';
import type { Activity, ActivityKind } from './activity.store.ts';

/** Which lines of a practice's record; all of them where nothing is said. */
export interface ActivityFilter {
  staffMemberId?: string | undefined;
  /** A client, with the accounts that see them now. */
  client?: { id: string; portalAccountIds: readonly string[] } | undefined;
  kinds?: readonly ActivityKind[] | undefined;
  /** The first and the last day, as "2026-11-03", by the clocks of the time zone. */
  from?: string | undefined;
  to?: string | undefined;
  timeZone: string;
}

/** How many lines, and the line they come after. */
export interface ActivityPage {
  first: number;
  before?: { at: string; id: string } | undefined;
}

/** What is told of a line (an Activity), from rows of the record under `v` and {@link activityJoins}. */
export const activityColumns = `
  v.id, v.at, v.kind, v.result, v.details, v.staff_member_id AS "staffMemberId", m.name AS "staffName",
  v.portal_account_id AS "portalAccountId", a.email,
  v.client_id AS "clientId", c.first_name || ' ' || c.last_name AS "clientName"`;

export const activityJoins = `
  LEFT JOIN staff_member m ON m.practice_id = v.practice_id AND m.id = v.staff_member_id
  LEFT JOIN portal_account a ON a.practice_id = v.practice_id AND a.id = v.portal_account_id
  LEFT JOIN client c ON c.practice_id = v.practice_id AND c.id = v.client_id`;

// Every search below walks an index from the newest line on and stops when the page is full, however long the record
// is. That needs one text for each search: a condition such as "$8 IS NULL OR …" would hide the index from the planner.
// For the same reason the last day and the line before are one condition: of two, the walk would begin at the later.
const end = "coalesce(($3::date + 1)::timestamp AT TIME ZONE $4, 'infinity')";
const page = (conditions: string) => `
  SELECT v.* FROM activity v
   WHERE v.practice_id = $1
     AND v.at >= coalesce($2::date::timestamp AT TIME ZONE $4, '-infinity')
     AND (v.at, v.id) < (least($5::timestamptz, ${end}),
                         CASE WHEN $5::timestamptz < ${end} THEN $6::uuid ELSE '00000000-0000-0000-0000-000000000000' END)
     ${conditions}
   ORDER BY v.at DESC, v.id DESC LIMIT $7`;

const search = (name: string, pages: string) =>
  statement<Activity>(
    `list-activity-${name}`,
    `SELECT ${activityColumns} FROM (SELECT * FROM (${pages}) p ORDER BY at DESC, id DESC LIMIT $7) v ${activityJoins}
      ORDER BY v.at DESC, v.id DESC`,
  );

const ofKinds = (conditions: string) =>
  `SELECT n.* FROM unnest($8::text[]) k (kind), LATERAL (${page(`AND v.kind = k.kind ${conditions}`)}) n`;

const narrowed = 'AND ($9::text[] IS NULL OR v.kind = ANY ($9)) AND ($10::uuid IS NULL OR v.staff_member_id = $10)';

const everything = search('of-practice', page(''));
const byKind = search('by-kind', ofKinds(''));
const byStaff = search('by-staff', ofKinds('AND v.staff_member_id = $9::uuid'));
// A client has so few lines that who acted, and how, may be looked at line by line.
const byClient = search(
  'by-client',
  `(${page(`AND v.client_id = $8::uuid ${narrowed}`)}) UNION ALL
   SELECT n.* FROM unnest($11::uuid[]) t (id),
     LATERAL (${page(`AND v.portal_account_id = t.id AND v.client_id IS NULL ${narrowed}`)}) n`,
);

/** The statement that finds a page of the record, with its values. */
export function activitySearch(
  practiceId: string,
  { staffMemberId, client, kinds, from, to, timeZone }: ActivityFilter,
  { first, before }: ActivityPage,
  everyKind: readonly ActivityKind[],
): [Statement<Activity>, unknown[]] {
  const values = [practiceId, from ?? null, to ?? null, timeZone, before?.at ?? null, before?.id ?? null, first];
  if (client) {
    return [byClient, [...values, client.id, kinds ?? null, staffMemberId ?? null, client.portalAccountIds]];
  }
  if (staffMemberId) return [byStaff, [...values, kinds ?? everyKind, staffMemberId]];
  return kinds ? [byKind, [...values, kinds]] : [everything, values];
}
