import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An import is claimed by its row; no job names it any more. */
export class ImportsAreTheirOwnQueue1795850000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE client_import ADD claimed_until timestamptz');
    await runner.query('ALTER TABLE client_import DROP COLUMN worked_at');
    await runner.query('ALTER TABLE client_import_row RENAME COLUMN verdict TO status');
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
