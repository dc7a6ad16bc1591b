import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What tells a wrong secret key from the right one, without being secret. */
export class SecretKeyCheck1795862000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "secret_key_check" (
        "key_id" text NOT NULL,
        "value" bytea NOT NULL,
        "signed_at" timestamptz,
        CONSTRAINT "secret_key_check_pkey" PRIMARY KEY ("key_id")
      )
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
