import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A batch of invitations is claimed by its row; no job names it any more. */
export class BatchesAreTheirOwnQueue1795850200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE invitation_batch RENAME COLUMN worked_at TO due_at');
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
