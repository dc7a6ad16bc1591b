import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the list of clients shows, filters and sorts by stands at the client itself, and triggers keep it in step
 * with the accesses and their mails: whoever writes those need not know of the list.
 */
export class ClientList1795344364010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE client
        ADD search_name text NOT NULL DEFAULT '',
        ADD search_addresses text NOT NULL DEFAULT '',
        ADD without_address boolean NOT NULL DEFAULT true,
        ADD never_invited boolean NOT NULL DEFAULT false,
        ADD bounced boolean NOT NULL DEFAULT false,
        ADD access_off boolean NOT NULL DEFAULT false,
        ADD last_invited_at timestamptz(3) NOT NULL DEFAULT '-infinity',
        ADD last_signed_in_at timestamptz(3) NOT NULL DEFAULT '-infinity'`);
    await runner.query(`ALTER TABLE practice ADD sign_ins_noted_at timestamptz(3) NOT NULL DEFAULT '-infinity'`);
    await keepInStep(runner);
    await fillIn(runner);
    await makeIndexes(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}

async function keepInStep(runner: QueryRunner): Promise<void> {
  // The words of an address are found like those of a name: from their beginning, and without accents.
  await runner.query(`
    CREATE FUNCTION search_words_of_address(address text) RETURNS text LANGUAGE sql STABLE AS $$
      SELECT ' ' || plain || ' ' || translate(plain, '.@_-+', '     ')
        FROM (SELECT CASE WHEN address ~ '[^ -~]'
                          THEN regexp_replace(normalize(address, NFKD), '[\\u0300-\\u036f]', '', 'g')
                          ELSE address END AS plain) _
    $$`);
  // The client is locked in a statement of its own, so that the next one sees what others changed until then.
  await runner.query(`
    CREATE FUNCTION list_client(of_practice uuid, of_client uuid) RETURNS void LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM FROM client WHERE practice_id = of_practice AND id = of_client FOR NO KEY UPDATE;
      UPDATE client c
         SET (search_addresses, without_address, never_invited, bounced, access_off, last_invited_at, last_signed_in_at) = (
           SELECT coalesce(string_agg(search_words_of_address(t.email), '' ORDER BY a.id), ''),
                  count(*) = 0,
                  coalesce(bool_or(a.active AND a.invited_at IS NULL), false),
                  coalesce(bool_or(last_word.state = 'bounced'), false),
                  coalesce(bool_or(NOT a.active), false),
                  coalesce(max(a.invited_at), '-infinity'),
                  coalesce(max(sign_in.at), '-infinity')
             FROM portal_access a
             JOIN portal_account t ON t.practice_id = a.practice_id AND t.id = a.portal_account_id
             LEFT JOIN LATERAL (
               SELECT m.state FROM mail m
                WHERE m.practice_id = a.practice_id AND m.to_address = t.email
                  AND m.state IN ('delivered', 'bounced', 'complained')
                ORDER BY m.state_at DESC, m.id DESC LIMIT 1) last_word ON true
             LEFT JOIN LATERAL (
               SELECT v.at FROM activity v
                WHERE v.practice_id = a.practice_id AND v.portal_account_id = a.portal_account_id AND v.kind = 'signed-in'
                ORDER BY v.at DESC LIMIT 1) sign_in ON true
            WHERE a.practice_id = of_practice AND a.client_id = of_client)
       WHERE c.practice_id = of_practice AND c.id = of_client;
    END
    $$`);
  await runner.query(`
    CREATE FUNCTION list_client_of_access() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' THEN
        PERFORM list_client(old.practice_id, old.client_id);
      ELSE
        PERFORM list_client(new.practice_id, new.client_id);
      END IF;
      RETURN NULL;
    END
    $$`);
  await runner.query(`
    CREATE TRIGGER portal_access_is_listed
    AFTER INSERT OR DELETE OR UPDATE OF portal_account_id, active, invited_at ON portal_access
    FOR EACH ROW EXECUTE FUNCTION list_client_of_access()`);
  await runner.query(`
    CREATE FUNCTION list_clients_of_mail() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      -- Most mail arrives at an address from which none ever came back, and then there is nothing to do.
      IF EXISTS (SELECT FROM mail m WHERE m.practice_id = new.practice_id AND m.to_address = new.to_address
                                      AND m.state = 'bounced') THEN
        PERFORM list_client(seen.practice_id, seen.client_id)
           FROM (SELECT DISTINCT a.practice_id, a.client_id
                   FROM portal_account t
                   JOIN portal_access a ON a.practice_id = t.practice_id AND a.portal_account_id = t.id
                  WHERE t.practice_id = new.practice_id AND t.email = new.to_address
                  ORDER BY a.client_id) seen;
      END IF;
      RETURN NULL;
    END
    $$`);
  await runner.query(`
    CREATE TRIGGER mail_is_listed AFTER UPDATE OF state ON mail FOR EACH ROW
    WHEN (new.state IN ('bounced', 'delivered', 'complained') AND new.state <> old.state)
    EXECUTE FUNCTION list_clients_of_mail()`);
}

async function fillIn(runner: QueryRunner): Promise<void> {
  await runner.query(`UPDATE client SET search_name = ' ' || sort_name || coalesce(' ' || lower(reference), '')
                                                  || ' ' || translate(sort_name || coalesce(' ' || lower(reference), ''), '-.''', '   ')`);
  await runner.query('SELECT list_client(practice_id, id) FROM client');
  await runner.query(`
    UPDATE practice p SET sign_ins_noted_at = coalesce(
      (SELECT max(at) FROM activity v WHERE v.practice_id = p.id AND v.kind = 'signed-in'), '-infinity')`);
}

async function makeIndexes(runner: QueryRunner): Promise<void> {
  // Without the list of pending entries, which every search would have to read from end to end.
  await runner.query(`
    CREATE INDEX client_search ON client
    USING gin (practice_id, (search_name || search_addresses) gin_trgm_ops) WITH (fastupdate = off)`);
  await runner.query(
    'CREATE INDEX client_archived ON client (practice_id, sort_name, id) WHERE archived_at IS NOT NULL',
  );
  const inCare = 'WHERE archived_at IS NULL';
  await runner.query(`CREATE INDEX client_in_care ON client (practice_id) ${inCare}`);
  await runner.query(`CREATE INDEX client_by_invitation ON client (practice_id, last_invited_at, id) ${inCare}`);
  await runner.query(`CREATE INDEX client_by_last_sign_in ON client (practice_id, last_signed_in_at, id) ${inCare}`);
  const filters = {
    client_without_address: 'without_address',
    client_never_invited: 'never_invited',
    client_never_signed_in: "last_invited_at > '-infinity' AND last_signed_in_at = '-infinity'",
    client_bounced: 'bounced',
    client_access_off: 'access_off',
  };
  for (const [name, filter] of Object.entries(filters)) {
    await runner.query(`CREATE INDEX ${name} ON client (practice_id, sort_name, id) ${inCare} AND ${filter}`);
  }
}
