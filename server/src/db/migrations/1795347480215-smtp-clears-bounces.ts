import type { MigrationInterface, QueryRunner } from 'typeorm';

// The same words as in MailEntity's index, or the index is of no use to those who ask.
const word = "state IN ('delivered', 'bounced', 'complained') OR state = 'sent' AND provider = 'smtp'";

/**
 * A mail server of the practice's own tells no more of a mail than that it took it. So that is the last
 * word from an address, too, and an address that it refused once is not marked for ever.
 */
export class SmtpClearsBounces1795347480215 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "mail_by_address"');
    await runner.query(
      `CREATE INDEX "mail_by_address" ON "mail" ("practice_id", "to_address", "state_at") WHERE ${word}`,
    );
    await runner.query(`
      CREATE OR REPLACE FUNCTION list_client(of_practice uuid, of_client uuid) RETURNS void LANGUAGE plpgsql AS $$
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
                 SELECT state FROM mail
                  WHERE practice_id = a.practice_id AND to_address = t.email AND (${word})
                  ORDER BY state_at DESC, id DESC LIMIT 1) last_word ON true
               LEFT JOIN LATERAL (
                 SELECT v.at FROM activity v
                  WHERE v.practice_id = a.practice_id AND v.portal_account_id = a.portal_account_id AND v.kind = 'signed-in'
                  ORDER BY v.at DESC LIMIT 1) sign_in ON true
              WHERE a.practice_id = of_practice AND a.client_id = of_client)
         WHERE c.practice_id = of_practice AND c.id = of_client;
      END
      $$`);
    await runner.query('DROP TRIGGER mail_is_listed ON mail');
    await runner.query(`
      CREATE TRIGGER mail_is_listed AFTER UPDATE OF state ON mail FOR EACH ROW
      WHEN (new.state <> old.state
            AND (new.state IN ('delivered', 'bounced', 'complained') OR new.state = 'sent' AND new.provider = 'smtp'))
      EXECUTE FUNCTION list_clients_of_mail()`);
    await runner.query('SELECT list_client(practice_id, id) FROM client WHERE bounced');
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
