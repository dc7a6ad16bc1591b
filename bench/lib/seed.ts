import type pg from 'pg';
import { idText, practices } from './facts.ts';

/** How much there is. */
export interface Size {
  clients: number;
  /** Links that were used long ago, and as many sessions, requests, mails, PINs and acts on record. */
  old: number;
}

/** Fills Porchlight's tables: practices with an owner each, clients with an address and access, and what is left of old sign-ins. */
export async function seedPorchlight(db: pg.Client, { clients, old }: Size): Promise<void> {
  const practice = idText('practice', `n % ${practices}`);
  await db.query('SET synchronous_commit = off');
  // The rows agree with each other by the way they are made; checking each one takes most of the time.
  await db.query('SET session_replication_role = replica');
  await db.query(`INSERT INTO practice (id, slug, name, mail_name, phone, address, time_zone)
    SELECT ${practice}, 'practice-' || n, 'Practice ' || n, 'Practice ' || n, '+16175550134', '12 Harbor Street, Boston', 'America/New_York'
      FROM generate_series(0, ${practices - 1}) n`);
  await db.query('INSERT INTO portal_address (slug, practice_id) SELECT slug, id FROM practice');
  await db.query(`INSERT INTO staff_member (practice_id, id, name, email, role)
    SELECT ${practice}, ${idText('staff', 'n')}, 'Dana Reyes', 'owner' || n || '@practice.example', 'owner'
      FROM generate_series(0, ${practices - 1}) n`);
  await db.query(`INSERT INTO client (practice_id, id, first_name, last_name, sort_name)
    SELECT ${practice}, ${idText('client', 'n')}, 'Jamie', 'Rivera ' || n, 'rivera ' || n || ' jamie'
      FROM generate_series(0, ${clients - 1}) n`);
  await db.query(`INSERT INTO portal_account (practice_id, id, email)
    SELECT ${practice}, ${idText('account', 'n')}, 'client' || n || '@people.example' FROM generate_series(0, ${clients - 1}) n`);
  await db.query(`INSERT INTO portal_access (practice_id, id, client_id, portal_account_id, relationship)
    SELECT ${practice}, ${idText('access', 'n')}, ${idText('client', 'n')}, ${idText('account', 'n')}, 'self'
      FROM generate_series(0, ${clients - 1}) n`);
  const account = idText('account', `n % ${clients}`);
  const practiceOfAccount = idText('practice', `n % ${clients} % ${practices}`);
  const longAgo = `now() - interval '2 hours' - n * interval '1 second'`;
  await db.query(`INSERT INTO sign_in_link (practice_id, id, kind, portal_account_id, issued_at, expires_at, redeemed_at)
    SELECT ${practiceOfAccount}, ${idText('link', 'n')}, 'sign-in', ${account}, ${longAgo}, ${longAgo} + interval '1 day', ${longAgo}
      FROM generate_series(0, ${old - 1}) n`);
  await db.query(`INSERT INTO session (practice_id, id, token_hash, portal_account_id, method, device, signed_in_at,
                                       last_active_at, idle_expires_at, expires_at, ended_at, end_reason)
    SELECT ${practiceOfAccount}, ${idText('session', 'n')}, sha256(int8send(n)), ${account}, 'link', 'Chrome on Linux', ${longAgo},
           ${longAgo}, ${longAgo} + interval '30 minutes', ${longAgo} + interval '12 hours', ${longAgo}, 'signed-out'
      FROM generate_series(0, ${old - 1}) n`);
  const email = `'client' || n % ${clients} || '@people.example'`;
  await db.query(`INSERT INTO sign_in_request (practice_id, id, email, portal_account_id, outcome, asked_at)
    SELECT ${practiceOfAccount}, ${idText('request', 'n')}, ${email}, ${account}, 'sent', ${longAgo}
      FROM generate_series(0, ${old - 1}) n`);
  await db.query(`INSERT INTO mail (practice_id, id, kind, to_address, link_id, about_id, facts, state, attempts, provider,
                                    queued_at, sent_at, state_at, due_at)
    SELECT ${practiceOfAccount}, ${idText('mail', 'n')}, 'sign-in-link', ${email}, ${idText('link', 'n')}, ${account}, '{}', 'sent', 1, 'smtp',
           ${longAgo}, ${longAgo}, ${longAgo}, ${longAgo}
      FROM generate_series(0, ${old - 1}) n`);
  await db.query(`INSERT INTO pin (practice_id, id, portal_account_id, created_by, key_id, digits_hash, created_at, expires_at, redeemed_at)
    SELECT ${practiceOfAccount}, ${idText('pin', 'n')}, ${account}, ${idText('staff', `n % ${clients} % ${practices}`)}, 'b1', sha256(int8send(n)),
           ${longAgo} - interval '2 days', ${longAgo} - interval '1 day', ${longAgo} - interval '2 days'
      FROM generate_series(0, ${old - 1}) n`);
  await db.query(`INSERT INTO activity (practice_id, id, at, kind, result, portal_account_id, details)
    SELECT ${practiceOfAccount}, ${idText('activity', 'n')}, ${longAgo}, 'signed-in', 'link', ${account}, '{}'
      FROM generate_series(0, ${old - 1}) n`);
  await db.query('RESET session_replication_role');
  await db.query('VACUUM ANALYZE');
}

/** Fills better-auth's tables with as many users and sessions. It deletes the links that were used, so there are no old ones. */
export async function seedBetterAuth(db: pg.Client, { clients, old }: Size): Promise<void> {
  await db.query('SET synchronous_commit = off');
  await db.query(`INSERT INTO "user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
    SELECT 'user' || n, 'Jamie Rivera', 'client' || n || '@people.example', true, now(), now()
      FROM generate_series(0, ${clients - 1}) n`);
  const longAgo = `now() - interval '2 hours' - n * interval '1 second'`;
  await db.query(`INSERT INTO session (id, "expiresAt", token, "createdAt", "updatedAt", "userId")
    SELECT 'old' || n, ${longAgo}, 'old-session-' || n, ${longAgo}, ${longAgo}, 'user' || n % ${clients}
      FROM generate_series(0, ${old - 1}) n`);
  await db.query('VACUUM ANALYZE');
}
