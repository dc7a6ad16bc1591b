import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is to be done later is found by practice. */
export class RowsAreTheQueue1795610000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "sign_in_request_waiting"`);
    await runner.query(
      `CREATE INDEX "sign_in_request_waiting" ON "sign_in_request" ("practice_id", "asked_at") WHERE outcome IS NULL`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
