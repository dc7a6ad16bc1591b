import { type Database, type Queryable, statement as numbered } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import { statement } from '../db/statement.ts';
import { activityKinds } from './activity-topics.ts';
import { recordActs } from './record-acts.sql.ts';
import {
  activityColumns,
  type ActivityFilter,
  activityJoins,
  type ActivityPage,
  activitySearch,
} from './practice-activity.sql.ts';

/** Everything the record knows how to say, by the act. */
export type ActivityKind =
  | 'link.requested'
  | 'link.refused'
  | 'invitation.sent'
  | 'signed-in'
  | 'signed-out'
  | 'pin.generated'
  | 'pin.revoked'
  | 'pin.refused'
  | 'client.created'
  | 'client.changed'
  | 'client.archived'
  | 'client.restored'
  | 'access.added'
  | 'access.changed'
  | 'access.removed'
  | 'access.on'
  | 'access.off'
  | 'address.changed'
  | 'practice.changed'
  | 'practice.created'
  | 'api-key.created'
  | 'api-key.revoked'
  | 'webhook.created'
  | 'webhook.changed'
  | 'webhook.rotated'
  | 'webhook.removed'
  | 'webhook.switched-off'
  | 'staff.added'
  | 'staff.invited'
  | 'staff.changed'
  | 'staff.removed'
  | 'staff.restored'
  | 'activity.exported'
  | 'import.uploaded'
  | 'import.started'
  | 'import.cancelled'
  | 'invitations.started'
  | 'invitations.paused'
  | 'invitations.resumed'
  | 'invitations.cancelled';

/** One line of the record. */
export interface Activity {
  id: string;
  at: Date;
  kind: ActivityKind;
  result: string;
  staffMemberId: string | null;
  staffName: string | null;
  portalAccountId: string | null;
  email: string | null;
  clientId: string | null;
  clientName: string | null;
  details: Record<string, unknown>;
}

/** What is written down of an act. */
export interface NewActivity {
  practiceId: string;
  id: string;
  kind: ActivityKind;
  result: string;
  staffMemberId?: string;
  portalAccountId?: string;
  clientId?: string;
  details?: Record<string, unknown>;
}

const record = statement<
  never,
  Required<Omit<NewActivity, 'staffMemberId' | 'portalAccountId' | 'clientId' | 'details'>> & {
    staffMemberId: string | null;
    portalAccountId: string | null;
    clientId: string | null;
    details: string;
  }
>(
  'activity.record',
  recordActs(sql`
    SELECT :practiceId::uuid, :id::uuid, :kind, :result, :staffMemberId::uuid, :portalAccountId::uuid, :clientId::uuid,
           :details::jsonb`),
);

// A client's record is what was done to the client and what happened at the addresses that see the client now.
const listForClient = numbered<Activity>(
  'list-activity-for-client',
  `SELECT ${activityColumns} FROM activity v ${activityJoins}
    WHERE v.practice_id = $1
      AND (v.client_id = $2 OR (v.client_id IS NULL AND v.portal_account_id = ANY ($3::uuid[])))
      AND ($4::timestamptz IS NULL OR (v.at, v.id) < ($4, $5::uuid))
    ORDER BY v.at DESC, v.id DESC
    LIMIT $6`,
);

const listLastSignIns = numbered<LastSignIn & { portalAccountId: string }>(
  'list-last-sign-ins',
  `SELECT a.id AS "portalAccountId", v.at, v.result AS method, a.email
     FROM portal_account a
     JOIN LATERAL (SELECT at, result FROM activity
                    WHERE practice_id = a.practice_id AND portal_account_id = a.id AND kind = 'signed-in'
                    ORDER BY at DESC LIMIT 1) v ON true
    WHERE a.practice_id = $1 AND a.id = ANY ($2::uuid[])`,
);

const listStaffSignIns = numbered<{ id: string; at: Date }>(
  'list-last-sign-ins-of-staff',
  `SELECT m.id, v.at FROM unnest($2::uuid[]) m (id),
     LATERAL (SELECT at FROM activity
               WHERE practice_id = $1 AND staff_member_id = m.id AND kind = 'signed-in'
               ORDER BY at DESC LIMIT 1) v`,
);

const listNewestActs = numbered<NewestAct & { portalAccountId: string }>(
  'list-newest-acts',
  `SELECT a.id AS "portalAccountId", k.kind, v.at, v.result, v.details
     FROM unnest($2::uuid[]) AS a(id)
    CROSS JOIN unnest($3::text[]) AS k(kind)
     JOIN LATERAL (SELECT at, result, details FROM activity
                    WHERE practice_id = $1 AND portal_account_id = a.id AND kind = k.kind
                      AND at > now() - make_interval(days => $4)
                    ORDER BY at DESC LIMIT 1) v ON true`,
);

// The trigger lets go only of rows older than the practice's retention; the condition here is the same.
const deleteOutlived = numbered<{ id: string }>(
  'delete-outlived-activity',
  `DELETE FROM activity v USING practice p
    WHERE p.id = v.practice_id AND v.at < now() - make_interval(days => p.activity_retention_days)
    RETURNING v.id`,
);

/** When an address last signed in, and how. */
export interface LastSignIn {
  at: Date;
  method: 'link' | 'pin';
  email: string;
}

/** The last act of a kind at an address. */
export interface NewestAct {
  kind: ActivityKind;
  at: Date;
  result: string;
  details: Record<string, unknown>;
}

/** The append-only record. */
export class ActivityStore {
  constructor(private readonly database: Database) {}

  /** Writes an act down, in the act's own transaction. */
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

  /** What concerns one client, newest first, from before the given line on. */
  async listForClient(
    practiceId: string,
    clientId: string,
    portalAccountIds: string[],
    page: { first: number; before?: { at: string; id: string } | undefined },
  ): Promise<Activity[]> {
    const { first, before } = page;
    return this.database.run(listForClient, [
      practiceId,
      clientId,
      portalAccountIds,
      before?.at ?? null,
      before?.id ?? null,
      first,
    ]);
  }

  /** The last sign-in of each of these accounts that ever signed in. */
  async lastSignIns(practiceId: string, portalAccountIds: readonly string[]): Promise<Map<string, LastSignIn>> {
    const rows = await this.database.run(listLastSignIns, [practiceId, portalAccountIds]);
    return new Map(rows.map(({ portalAccountId, ...last }) => [portalAccountId, last]));
  }

  /** When each of these staff members last signed in, if ever. */
  async lastStaffSignIns(practiceId: string, staffMemberIds: readonly string[]): Promise<Map<string, Date>> {
    const rows = await this.database.run(listStaffSignIns, [practiceId, staffMemberIds]);
    return new Map(rows.map(({ id, at }) => [id, at]));
  }

  /** A page of the practice's whole record, newest first. */
  async listForPractice(practiceId: string, filter: ActivityFilter, page: ActivityPage): Promise<Activity[]> {
    return this.database.run(...activitySearch(practiceId, filter, page, activityKinds));
  }

  /** The last act of each of these kinds at each of these accounts, within so many days. */
  async newestActs(
    practiceId: string,
    portalAccountIds: readonly string[],
    kinds: readonly ActivityKind[],
    days: number,
  ): Promise<Map<string, NewestAct[]>> {
    const rows = await this.database.run(listNewestActs, [practiceId, portalAccountIds, kinds, days]);
    return Map.groupBy(rows, (row) => row.portalAccountId);
  }

  /** Deletes what is older than its practice's retention. */
  async purge(): Promise<number> {
    return (await this.database.run(deleteOutlived, [])).length;
  }
}
