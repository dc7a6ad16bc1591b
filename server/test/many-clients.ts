import { updateListColumns } from '../src/clients/client-list-columns.sql.ts';

/** Runs one SQL statement. */
type RunSql = (text: string) => Promise<{ rows: object[] }>;

const firstNames =
  'Ada Alex Amari Ana Avery Ben Blake Briar Cameron Casey Chloe Dakota Dana Devon Elena Ellis Emerson Émile Finley Frankie Grace Gray Harper Indigo Jamie Jordan Kai Lena Leo Logan Mia Morgan Nadia Noor Oakley Omar Parker Quincy Reese Riley Robin Sage Sam Sofia Tatum Toni Uma Val Wren Yael Zion Zoë';
const lastNames =
  'Adeyemi Almeida Baptiste Blake Brandt Brennan Chen Costa Cruz Diaz-Lee Dubois Ellison Fitzgerald Gallagher Garcia Haddad Hughes Ivanov Johnson Jones Kim Kowalski Krishnan Lindqvist Lund Marsh McAllister Miller Moreno Nakamura Novak Okafor Okoro Osei Patel Petrov Pham Quinn Reyes Rivera Romero Smith Sousa Stern Tanaka Vance Walters Whitaker Williams Xu Young Zimmer';
const domains = 'gmail.com gmail.com gmail.com icloud.com outlook.com yahoo.com client.example practice-mail.org';

// The name of client number n; the numbers have no common factor, so that every pair of names occurs.
const pick = (list: string, n: string) => `(string_to_array('${list}', ' '))[1 + (${n}) % ${list.split(' ').length}]`;

/**
 * Fills a practice with clients of many names, states and times.
 *
 * @param sql runs it, on one connection, as a user who may leave triggers out; in a database that nobody else uses
 * meanwhile, because an index is made anew.
 */
export async function seedManyClients(sql: RunSql, practiceId: string, count: number): Promise<void> {
  const id = (table: string, n: string) =>
    `(lpad(to_hex(1700000000000 + ${n}), 12, '0') || '7${table}008000' || lpad(to_hex(${n}), 8, '0') || right('${practiceId}', 4))::uuid`;
  const numbers = `FROM generate_series(0, ${count - 1}) n`;
  const own = `'${practiceId}'::uuid`;
  const first = pick(firstNames, 'n * 7');
  const last = pick(lastNames, 'n / 13 + n * 11');
  const plain = (text: string) => `lower(translate(${text}, 'Éë', 'Ee'))`;
  await sql('SET session_replication_role = replica');
  const { rows } = await sql("SELECT indexdef FROM pg_indexes WHERE indexname = 'client_search'");
  await sql('DROP INDEX client_search');
  await sql(`INSERT INTO client (practice_id, id, first_name, last_name, sort_name, search_name, reference, archived_at)
    SELECT ${own}, ${id('1', 'n')}, first, last, ${plain("last || ' ' || first")},
           ' ' || ${plain("last || ' ' || first")} || ' h-' || n || ' ' || n, 'H-' || n,
           CASE WHEN n % 50 = 49 THEN now() END
      FROM (SELECT n, ${first} AS first, ${last} AS last ${numbers}) _`);
  await sql(`INSERT INTO portal_account (practice_id, id, email)
    SELECT ${own}, ${id('2', 'n')}, ${plain(`replace(${first}, ' ', '') || '.' || ${last} || n`)} || '@' || ${pick(domains, 'n * 3')}
      ${numbers} WHERE n % 20 > 0`);
  // One in twenty has no address; of the rest some were never invited, some never came, and some are switched off.
  await sql(`INSERT INTO portal_access (practice_id, id, client_id, portal_account_id, relationship, active, invited_at)
    SELECT ${own}, ${id('3', 'n')}, ${id('1', 'n')}, ${id('2', 'n')}, 'self', n % 33 > 0,
           CASE WHEN n % 10 > 2 THEN now() - make_interval(mins => n * 37 % 1000000) END
      ${numbers} WHERE n % 20 > 0`);
  await sql(`INSERT INTO activity (practice_id, id, at, kind, result, portal_account_id)
    SELECT ${own}, ${id('4', 'n')}, now() - make_interval(mins => 1 + n * 101 % 400000), 'signed-in', 'link', ${id('2', 'n')}
      ${numbers} WHERE n % 20 > 0 AND n % 10 > 4`);
  await sql('ANALYZE');
  await sql(`INSERT INTO mail (practice_id, id, kind, to_address, about_id, facts, state)
    SELECT a.practice_id, a.id, 'invitation', t.email, a.id, '{}', CASE WHEN hashtext(t.email) % 40 = 3 THEN 'bounced' ELSE 'delivered' END
      FROM portal_access a JOIN portal_account t ON t.practice_id = a.practice_id AND t.id = a.portal_account_id
     WHERE a.practice_id = ${own} AND a.invited_at IS NOT NULL`);
  await sql('ANALYZE');
  await sql(
    updateListColumns.sql
      .replaceAll(':practiceId', own)
      .replace(':clientIds::uuid[]', `ARRAY(SELECT id FROM client WHERE practice_id = ${own})`),
  );
  await sql((rows as [{ indexdef: string }])[0].indexdef);
  await sql('VACUUM ANALYZE');
  await sql('RESET session_replication_role');
}
