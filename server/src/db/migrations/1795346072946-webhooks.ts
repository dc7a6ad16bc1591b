import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Other systems hear what happens, each from its own place in the record. */
export class Webhooks1795346072946 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "webhook_delivery" ("practice_id" uuid NOT NULL, "id" uuid NOT NULL, "endpoint_id" uuid NOT NULL, "event_id" uuid NOT NULL, "kind" text NOT NULL, "payload" jsonb NOT NULL, "state" text NOT NULL DEFAULT 'waiting', "attempts" integer NOT NULL DEFAULT '0', "due_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "try_until" TIMESTAMP WITH TIME ZONE NOT NULL, "busy_until" TIMESTAMP WITH TIME ZONE, "tried_at" TIMESTAMP WITH TIME ZONE, "status" integer, "answer" text, "problem" text, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "webhook_delivery_answer_length" CHECK (char_length(answer) <= 300), CONSTRAINT "webhook_delivery_state" CHECK (state IN ('waiting', 'delivered', 'failed')), CONSTRAINT "PK_ec6731435c2e560729f4f6113c2" PRIMARY KEY ("practice_id", "id"))`,
    );
    await runner.query(`CREATE INDEX "webhook_delivery_by_age" ON "webhook_delivery"  ("created_at") `);
    await runner.query(
      `CREATE INDEX "webhook_delivery_busy" ON "webhook_delivery"  ("practice_id", "endpoint_id") WHERE busy_until IS NOT NULL`,
    );
    await runner.query(
      `CREATE INDEX "webhook_delivery_by_endpoint" ON "webhook_delivery"  ("practice_id", "endpoint_id", "created_at", "id") `,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "webhook_delivery_once" ON "webhook_delivery"  ("practice_id", "endpoint_id", "event_id") `,
    );
    await runner.query(
      `CREATE TABLE "webhook_endpoint" ("practice_id" uuid NOT NULL, "id" uuid NOT NULL, "url" text NOT NULL, "description" text, "hears" jsonb NOT NULL, "active" boolean NOT NULL DEFAULT true, "off_reason" text, "key_id" text NOT NULL, "rotation" integer NOT NULL DEFAULT '1', "old_key_id" text, "old_secret_until" TIMESTAMP WITH TIME ZONE, "failing_since" TIMESTAMP WITH TIME ZONE, "read_until" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "webhook_endpoint_old_secret" CHECK ((old_key_id IS NULL) = (old_secret_until IS NULL)), CONSTRAINT "webhook_endpoint_off_reason" CHECK (off_reason IS NULL OR (NOT active AND off_reason IN ('gone', 'failing'))), CONSTRAINT "PK_1fbacd2ca41ef557ee287d13e00" PRIMARY KEY ("practice_id", "id"))`,
    );
    await runner.query(
      `CREATE INDEX "webhook_endpoint_listening" ON "webhook_endpoint"  ("practice_id", "id") WHERE active`,
    );
    await runner.query(`ALTER TABLE "mail" ADD "changed_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now()`);
    await runner.query(
      `CREATE INDEX "mail_by_change" ON "mail"  ("practice_id", "changed_at") WHERE state IN ('delivered', 'bounced', 'complained', 'failed')`,
    );
    await runner.query(
      `ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_endpoint" FOREIGN KEY ("practice_id", "endpoint_id") REFERENCES "webhook_endpoint"("practice_id","id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
