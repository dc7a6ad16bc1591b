import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RequestsWaitByThemselves1795576489392 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Nothing was ever looked up by them; what is spent is found by reading the table, once an hour.
    await runner.query(`DROP INDEX "session_by_expiry"`);
    await runner.query(`DROP INDEX "pin_by_expiry"`);
    await runner.query(`DROP INDEX "sign_in_link_by_expiry"`);
    await runner.query(
      `CREATE INDEX "sign_in_request_waiting" ON "sign_in_request"  ("asked_at") WHERE outcome IS NULL`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
