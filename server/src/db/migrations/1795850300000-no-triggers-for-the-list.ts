import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the list of clients keeps is written by whoever changes accesses; whose mail came back is computed. */
export class NoTriggersForTheList1795850300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER portal_access_is_listed ON portal_access');
    await runner.query('DROP TRIGGER mail_is_listed ON mail');
    await runner.query('DROP FUNCTION list_client_of_access()');
    await runner.query('DROP FUNCTION list_clients_of_mail()');
    await runner.query('DROP FUNCTION list_client(uuid, uuid)');
    await runner.query('DROP FUNCTION search_words_of_address(text)');
    await runner.query('ALTER TABLE client DROP COLUMN bounced');
    await runner.query(`CREATE INDEX mail_bounced ON mail (practice_id, to_address) WHERE state = 'bounced'`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
