import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Parts of an address are found by their trigrams, and so are addresses that are nearly the same. */
export class Search1795341837720 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Both are trusted extensions: the database's owner may create them. The second lets the practice into the same index.
    await runner.query('CREATE EXTENSION IF NOT EXISTS pg_trgm');
    await runner.query('CREATE EXTENSION IF NOT EXISTS btree_gin');
    await runner.query(
      'CREATE INDEX portal_account_search ON portal_account USING gin (practice_id, email gin_trgm_ops)',
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
