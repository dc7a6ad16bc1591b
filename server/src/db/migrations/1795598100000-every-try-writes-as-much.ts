import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The record is large and written at every sign-in: its index is made anew beside the old one, without a lock. */
export class EveryTryWritesAsMuch1795598100000 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // What an attempt that was cut off left behind.
    await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS "activity_by_account_anew"`);
    await runner.query(`
      CREATE INDEX CONCURRENTLY "activity_by_account_anew" ON "activity" ("practice_id", "portal_account_id", "at")
    `);
    await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS "activity_by_account"`);
    await runner.query(`ALTER INDEX "activity_by_account_anew" RENAME TO "activity_by_account"`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
