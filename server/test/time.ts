import { expect, vi } from 'vitest';
import { linksTo, type TestProduct } from './product.ts';

/** Waits until no sign-in request and no mail is left to process; a test can then expect that a mail was not sent. */
export async function waitForBackgroundWork({ sql }: TestProduct): Promise<void> {
  const waiting = `SELECT
    (SELECT count(*)::int FROM sign_in_request WHERE outcome IS NULL)
    + (SELECT count(*)::int FROM mail WHERE state = 'queued')
    + (SELECT count(*)::int FROM staff_link_request WHERE failed_at IS NULL) AS count`;
  const count = async () => (await sql<{ count: number }>(waiting))[0]?.count;
  await vi.waitFor(async () => expect(await count()).toBe(0), { timeout: 10_000, interval: 20 });
}

/** The links mailed to an address, newest first, once the background work is done. */
export async function allLinksTo(product: TestProduct, email: string): Promise<string[]> {
  await waitForBackgroundWork(product);
  return linksTo(product, email);
}

/** Moves the links of an address into the past: when they were issued and when they expire. */
export async function ageLinks({ sql }: TestProduct, email: string, seconds: number): Promise<void> {
  const holders = `SELECT id FROM portal_account WHERE email = $1 UNION SELECT id FROM staff_member WHERE email = $1`;
  await sql(
    `UPDATE sign_in_link
        SET issued_at = issued_at - make_interval(secs => $2), expires_at = expires_at - make_interval(secs => $2)
      WHERE coalesce(portal_account_id, staff_member_id) IN (${holders})`,
    [email, seconds],
  );
}

/** Moves the PINs of an address into the past. */
export async function agePins({ sql }: TestProduct, email: string, seconds: number): Promise<void> {
  await sql(
    `UPDATE pin SET created_at = created_at - make_interval(secs => $2), expires_at = expires_at - make_interval(secs => $2)
      WHERE portal_account_id IN (SELECT id FROM portal_account WHERE email = $1)`,
    [email, seconds],
  );
}

/** Moves the ends of an address's sessions, idle and absolute, into the past. */
export async function ageSessions({ sql }: TestProduct, email: string, seconds: number): Promise<void> {
  await sql(
    `UPDATE session SET idle_expires_at = idle_expires_at - make_interval(secs => $2),
                        expires_at = expires_at - make_interval(secs => $2)
      WHERE coalesce(portal_account_id, staff_member_id) IN
            (SELECT id FROM portal_account WHERE email = $1 UNION SELECT id FROM staff_member WHERE email = $1)`,
    [email, seconds],
  );
}

/** The activity of a practice, oldest first. */
export async function activityOf({ sql }: TestProduct, practiceId: string): Promise<ActivityRow[]> {
  return sql<ActivityRow>(
    `SELECT kind, result, staff_member_id AS "staffMemberId", portal_account_id AS "portalAccountId",
            client_id AS "clientId", at, details
       FROM activity WHERE practice_id = $1 ORDER BY at, id`,
    [practiceId],
  );
}

/** A row of the activity table. */
export interface ActivityRow {
  kind: string;
  result: string;
  staffMemberId: string | null;
  portalAccountId: string | null;
  clientId: string | null;
  at: Date;
  details: Record<string, unknown>;
}
