import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ImportAndInviteMany1795344867556 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "client_import" ("practice_id" uuid NOT NULL, "id" uuid NOT NULL, "file_name" text NOT NULL, "state" text NOT NULL, "columns" jsonb NOT NULL, "has_header" boolean NOT NULL, "existing" text NOT NULL DEFAULT 'skip', "version" integer NOT NULL DEFAULT '1', "uploaded_by" uuid NOT NULL, "uploaded_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "confirmed_by" uuid, "worked_at" TIMESTAMP WITH TIME ZONE, "finished_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "client_import_state" CHECK (state IN ('reading', 'ready', 'running', 'done', 'cancelled')), CONSTRAINT "PK_47891f6424ed2748516838c02e2" PRIMARY KEY ("practice_id", "id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "client_import_running" ON "client_import"  ("practice_id") WHERE state = 'running'`,
    );
    await runner.query(`CREATE INDEX "client_import_by_time" ON "client_import"  ("practice_id", "uploaded_at") `);
    await runner.query(
      `CREATE TABLE "client_import_row" ("practice_id" uuid NOT NULL, "id" uuid NOT NULL, "import_id" uuid NOT NULL, "number" integer NOT NULL, "cells" jsonb NOT NULL, "verdict" text NOT NULL, "problems" jsonb NOT NULL DEFAULT '[]', "note" text, "outcome" text, "client_id" uuid, "portal_access_id" uuid, CONSTRAINT "PK_b77ecb0497421256c92668eb748" PRIMARY KEY ("practice_id", "id"))`,
    );
    await runner.query(
      `CREATE INDEX "client_import_row_waiting" ON "client_import_row"  ("practice_id", "import_id", "number") WHERE outcome IS NULL`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "client_import_row_number" ON "client_import_row"  ("practice_id", "import_id", "number") `,
    );
    await runner.query(
      `CREATE TABLE "invitation_batch" ("practice_id" uuid NOT NULL, "id" uuid NOT NULL, "state" text NOT NULL, "audience" text NOT NULL, "started_by" uuid NOT NULL, "started_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "worked_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "finished_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "invitation_batch_state" CHECK (state IN ('running', 'paused', 'done', 'cancelled')), CONSTRAINT "PK_eece679b8c8c0774c9d4d6a03ec" PRIMARY KEY ("practice_id", "id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "invitation_batch_under_way" ON "invitation_batch"  ("practice_id") WHERE state IN ('running', 'paused')`,
    );
    await runner.query(`CREATE INDEX "invitation_batch_by_time" ON "invitation_batch"  ("practice_id", "started_at") `);
    await runner.query(
      `CREATE TABLE "invitation_batch_item" ("practice_id" uuid NOT NULL, "id" uuid NOT NULL, "batch_id" uuid NOT NULL, "client_id" uuid NOT NULL, "portal_access_id" uuid, "state" text NOT NULL DEFAULT 'waiting', "reason" text, "tries" integer NOT NULL DEFAULT '0', "due_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "done_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "invitation_batch_item_state" CHECK (state IN ('waiting', 'sent', 'skipped', 'failed')), CONSTRAINT "PK_9d0691ba3a68713d43673456db3" PRIMARY KEY ("practice_id", "id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "invitation_batch_item_once" ON "invitation_batch_item"  ("practice_id", "batch_id", "portal_access_id") WHERE portal_access_id IS NOT NULL`,
    );
    await runner.query(
      `CREATE INDEX "invitation_batch_item_waiting" ON "invitation_batch_item"  ("practice_id", "batch_id", "due_at") WHERE state = 'waiting'`,
    );
    await runner.query(
      `CREATE INDEX "invitation_batch_item_by_batch" ON "invitation_batch_item"  ("practice_id", "batch_id", "id") `,
    );
    await runner.query(
      `ALTER TABLE "client_import" ADD CONSTRAINT "client_import_practice" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "client_import_row" ADD CONSTRAINT "client_import_row_import" FOREIGN KEY ("practice_id", "import_id") REFERENCES "client_import"("practice_id","id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "invitation_batch" ADD CONSTRAINT "invitation_batch_practice" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "invitation_batch_item" ADD CONSTRAINT "invitation_batch_item_batch" FOREIGN KEY ("practice_id", "batch_id") REFERENCES "invitation_batch"("practice_id","id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "invitation_batch_item" ADD CONSTRAINT "invitation_batch_item_client" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id","id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
