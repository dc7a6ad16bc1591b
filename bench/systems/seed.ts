import type pg from 'pg';
import { idSql, practices } from '../lib/test-data.ts';

/** Fills Porchlight's tables: practices with an owner each, and clients with an address and access. */
export async function seedPorchlight(db: pg.Client, clients: number): Promise<void> {
  const practice = idSql('practice', `n % ${practices}`);
  const everyPractice = `FROM generate_series(0, ${practices - 1}) n`;
  const everyClient = `FROM generate_series(0, ${clients - 1}) n`;
  await db.query(`INSERT INTO practice (id, slug, name, mail_name, phone, address, time_zone)
    SELECT ${practice}, 'practice-' || n, 'Practice ' || n, 'Practice ' || n, '+16175550134', '12 Harbor Street, Boston',
           'America/New_York' ${everyPractice}`);
  await db.query('INSERT INTO portal_address (slug, practice_id) SELECT slug, id FROM practice');
  await db.query(`INSERT INTO staff_member (practice_id, id, name, email, role)
    SELECT ${practice}, ${idSql('staff', 'n')}, 'Dana Reyes', 'owner' || n || '@practice.example', 'owner' ${everyPractice}`);
  await db.query(`INSERT INTO client (practice_id, id, first_name, last_name, sort_name)
    SELECT ${practice}, ${idSql('client', 'n')}, 'Jamie', 'Rivera ' || n, 'rivera ' || n || ' jamie' ${everyClient}`);
  await db.query(`INSERT INTO portal_account (practice_id, id, email)
    SELECT ${practice}, ${idSql('account', 'n')}, 'client' || n || '@people.example' ${everyClient}`);
  await db.query(`INSERT INTO portal_access (practice_id, id, client_id, portal_account_id, relationship)
    SELECT ${practice}, ${idSql('access', 'n')}, ${idSql('client', 'n')}, ${idSql('account', 'n')}, 'self' ${everyClient}`);
  await db.query('VACUUM ANALYZE');
}

/** Fills better-auth's tables with as many users. */
export async function seedBetterAuth(db: pg.Client, clients: number): Promise<void> {
  await db.query(`INSERT INTO "user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
    SELECT 'user' || n, 'Jamie Rivera', 'client' || n || '@people.example', true, now(), now()
      FROM generate_series(0, ${clients - 1}) n`);
  await db.query('VACUUM ANALYZE');
}
