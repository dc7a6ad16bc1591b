import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was typed and matched nobody is found by its parts, as addresses on file are. */
export class UnmatchedAttempts1795344522453 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // A PIN that was refused is in it whether or not its address is on file: the index costs both the same.
    await runner.query(
      `CREATE INDEX sign_in_request_unmatched ON sign_in_request USING gin (practice_id, email gin_trgm_ops)
        WHERE outcome IN ('no-account', 'access-off', 'pin-refused')`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
