import type { Database, Queryable } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import { statement } from '../db/statement.ts';
import { activityColumns, activityJoins } from './activity-columns.sql.ts';
import { type ActivityKind, activityKinds } from './activity-kind.ts';
import type { Activity, ActivityFilter, ActivityPage, LastSignIn, NewActivity, NewestAct } from './activity.ts';
import { listByClient, listByKind, listByStaff, listOfPractice } from './practice-activity.sql.ts';
import { recordActs } from './record-acts.sql.ts';

interface RecordValues {
  practiceId: string;
  id: string;
  kind: ActivityKind;
  result: string;
  staffMemberId: string | null;
  portalAccountId: string | null;
  clientId: string | null;
  /** JSON. */
  details: string;
}

const record = statement<never, RecordValues>(
  'activity.record',
  recordActs(sql`
    SELECT :practiceId::uuid, :id::uuid, :kind, :result, :staffMemberId::uuid, :portalAccountId::uuid, :clientId::uuid,
           :details::jsonb`),
);

interface ClientPageValues {
  practiceId: string;
  clientId: string;
  portalAccountIds: readonly string[];
  beforeAt: string | null;
  beforeId: string | null;
  first: number;
}

const recordMany = statement<never, { practiceId: string; acts: string }>(
  'activity.record-many',
  recordActs(sql`
    SELECT :practiceId::uuid, j.id, j.kind, j.result, j."staffMemberId", j."portalAccountId", j."clientId",
           coalesce(j.details, '{}')
      FROM jsonb_to_recordset(:acts::jsonb)
        AS j (id uuid, kind text, result text, "staffMemberId" uuid, "portalAccountId" uuid, "clientId" uuid,
              details jsonb)`),
);

// A client's activity is what was done to the client, and what happened at the addresses that have access to them now.
const listForClient = statement<Activity, ClientPageValues>(
  'activity.list-for-client',
  sql`
  SELECT ${activityColumns} FROM activity v ${activityJoins}
   WHERE v.practice_id = :practiceId
     AND (v.client_id = :clientId OR (v.client_id IS NULL AND v.portal_account_id = ANY (:portalAccountIds::uuid[])))
     AND (:beforeAt::timestamptz IS NULL OR (v.at, v.id) < (:beforeAt, :beforeId::uuid))
   ORDER BY v.at DESC, v.id DESC
   LIMIT :first`,
);

const listLastSignIns = statement<
  LastSignIn & { portalAccountId: string },
  { practiceId: string; portalAccountIds: readonly string[] }
>(
  'activity.list-last-sign-ins',
  sql`
  SELECT a.id AS "portalAccountId", v.at, v.result AS method, a.email
    FROM portal_account a
    JOIN LATERAL (SELECT at, result FROM activity
                   WHERE practice_id = a.practice_id AND portal_account_id = a.id AND kind = 'signed-in'
                   ORDER BY at DESC LIMIT 1) v ON true
   WHERE a.practice_id = :practiceId AND a.id = ANY (:portalAccountIds::uuid[])`,
);

const listLastStaffSignIns = statement<
  { id: string; at: Date },
  { practiceId: string; staffMemberIds: readonly string[] }
>(
  'activity.list-last-staff-sign-ins',
  sql`
  SELECT m.id, v.at FROM unnest(:staffMemberIds::uuid[]) m (id),
    LATERAL (SELECT at FROM activity
              WHERE practice_id = :practiceId AND staff_member_id = m.id AND kind = 'signed-in'
              ORDER BY at DESC LIMIT 1) v`,
);

interface NewestActsValues {
  practiceId: string;
  portalAccountIds: readonly string[];
  kinds: readonly ActivityKind[];
  days: number;
}

const listNewestActs = statement<NewestAct & { portalAccountId: string }, NewestActsValues>(
  'activity.list-newest',
  sql`
  SELECT a.id AS "portalAccountId", k.kind, v.at, v.result, v.details
    FROM unnest(:portalAccountIds::uuid[]) AS a(id)
   CROSS JOIN unnest(:kinds::text[]) AS k(kind)
    JOIN LATERAL (SELECT at, result, details FROM activity
                   WHERE practice_id = :practiceId AND portal_account_id = a.id AND kind = k.kind
                     AND at > now() - make_interval(days => :days)
                   ORDER BY at DESC LIMIT 1) v ON true`,
);

// The trigger allows to delete only rows older than the practice's retention; this is the same condition.
const deleteOutlived = statement<{ id: string }, { practiceId: string }>(
  'activity.delete-outlived',
  sql`
  WITH kept AS (
    SELECT now() - make_interval(days => activity_retention_days) AS since FROM practice WHERE id = :practiceId
  )
  DELETE FROM activity v USING kept WHERE v.practice_id = :practiceId AND v.at < kept.since
  RETURNING v.id`,
);

/** The append-only record. */
export class ActivityStore {
  constructor(private readonly database: Database) {}

  /** Records an act, in the act's own transaction. */
  async record(db: Queryable, act: NewActivity): Promise<void> {
    const { practiceId, id, kind, result, staffMemberId, portalAccountId, clientId, details } = act;
    await db.run(record, {
      practiceId,
      id,
      kind,
      result,
      staffMemberId: staffMemberId ?? null,
      portalAccountId: portalAccountId ?? null,
      clientId: clientId ?? null,
      details: JSON.stringify(details ?? {}),
    });
  }

  /** Records several acts of one practice. */
  async recordMany(db: Queryable, practiceId: string, acts: readonly Omit<NewActivity, 'practiceId'>[]): Promise<void> {
    if (acts.length === 0) return;
    await db.run(recordMany, { practiceId, acts: JSON.stringify(acts) });
  }

  /** The entries about one client that precede the given entry, newest first. */
  async listForClient(
    practiceId: string,
    clientId: string,
    portalAccountIds: readonly string[],
    page: ActivityPage,
  ): Promise<Activity[]> {
    return this.database.run(listForClient, { practiceId, clientId, portalAccountIds, ...pageValues(page) });
  }

  /** The last sign-in of each of these accounts; accounts that never signed in are left out. */
  async lastSignIns(practiceId: string, portalAccountIds: readonly string[]): Promise<Map<string, LastSignIn>> {
    const rows = await this.database.run(listLastSignIns, { practiceId, portalAccountIds });
    return new Map(rows.map(({ portalAccountId, ...last }) => [portalAccountId, last]));
  }

  /** When each of these staff members last signed in, if ever. */
  async lastStaffSignIns(practiceId: string, staffMemberIds: readonly string[]): Promise<Map<string, Date>> {
    const rows = await this.database.run(listLastStaffSignIns, { practiceId, staffMemberIds });
    return new Map(rows.map(({ id, at }) => [id, at]));
  }

  /** A page of the practice's activity, newest first. */
  async listForPractice(practiceId: string, filter: ActivityFilter, page: ActivityPage): Promise<Activity[]> {
    const { staffMemberId, client, kinds, from, to, timeZone } = filter;
    const given = { practiceId, from: from ?? null, to: to ?? null, timeZone, ...pageValues(page) };
    if (client) {
      const narrowed = { kinds: kinds ?? null, staffMemberId: staffMemberId ?? null };
      const { id: clientId, portalAccountIds } = client;
      return this.database.run(listByClient, { ...given, clientId, portalAccountIds, ...narrowed });
    }
    if (staffMemberId) {
      return this.database.run(listByStaff, { ...given, kinds: kinds ?? activityKinds, staffMemberId });
    }
    return kinds ? this.database.run(listByKind, { ...given, kinds }) : this.database.run(listOfPractice, given);
  }

  /** The last act of each of these kinds at each of these accounts, within so many days. */
  async newestActs(
    practiceId: string,
    portalAccountIds: readonly string[],
    kinds: readonly ActivityKind[],
    days: number,
  ): Promise<Map<string, NewestAct[]>> {
    const rows = await this.database.run(listNewestActs, { practiceId, portalAccountIds, kinds, days });
    return Map.groupBy(rows, (row) => row.portalAccountId);
  }

  /** Deletes what is older than the practice's retention. */
  async purge(practiceId: string): Promise<number> {
    return (await this.database.run(deleteOutlived, { practiceId })).length;
  }
}

const pageValues = ({ first, before }: ActivityPage) => ({
  first,
  beforeAt: before?.at ?? null,
  beforeId: before?.id ?? null,
});
