import type { MigrationInterface, QueryRunner } from 'typeorm';

export class EveryTryWritesAsMuch1795598100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "activity_by_account"`);
    await runner.query(`CREATE INDEX "activity_by_account" ON "activity"  ("practice_id", "portal_account_id", "at") `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
