import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A delivery is claimed by its row; no job names it any more. */
export class DeliveriesAreTheirOwnQueue1795850100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE webhook_endpoint RENAME COLUMN hears TO subscriptions');
    await runner.query('ALTER INDEX webhook_endpoint_listening RENAME TO webhook_endpoint_active');
    await runner.query('ALTER TABLE webhook_endpoint ADD reread_at timestamptz NOT NULL DEFAULT now()');
    await runner.query('UPDATE webhook_endpoint SET reread_at = read_until');
    await runner.query('ALTER TABLE webhook_delivery RENAME COLUMN busy_until TO claimed_until');
    await runner.query('ALTER INDEX webhook_delivery_busy RENAME TO webhook_delivery_claimed');
    await runner.query(
      `CREATE INDEX webhook_delivery_due ON webhook_delivery (practice_id, endpoint_id, due_at) WHERE state = 'waiting'`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
