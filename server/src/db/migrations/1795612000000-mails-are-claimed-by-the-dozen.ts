import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mails, requests and what is done by the clock are rows that a poller claims; no job stands for them. */
export class MailsAreClaimedByTheDozen1795612000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await queueMails(runner);
    await queueRequests(runner);
    // Earlier versions kept jobs in it.
    await runner.query('DROP SCHEMA IF EXISTS pgboss CASCADE');
    await runner.query(`
      CREATE TABLE "scheduled_task" (
        "name" text NOT NULL, "due_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "claimed_until" TIMESTAMP WITH TIME ZONE, "ended_at" TIMESTAMP WITH TIME ZONE, "result" text,
        CONSTRAINT "PK_scheduled_task" PRIMARY KEY ("name"))`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}

async function queueMails(runner: QueryRunner): Promise<void> {
  await runner.query(`ALTER TABLE "mail" ADD "claimed_until" TIMESTAMP WITH TIME ZONE`);
  await runner.query(`UPDATE "mail" SET state = 'queued', claimed_until = due_at WHERE state = 'sending'`);
  await runner.query(`DROP INDEX "mail_sending"`);
  await runner.query(`DROP INDEX "mail_waiting"`);
  await runner.query(`ALTER TABLE "mail" DROP CONSTRAINT "mail_state"`);
  await runner.query(`
    ALTER TABLE "mail" ADD CONSTRAINT "mail_state"
    CHECK (state IN ('queued', 'sent', 'delivered', 'delayed', 'bounced', 'complained', 'failed', 'not-sent'))`);
  await runner.query(
    `CREATE INDEX "mail_waiting" ON "mail" ("practice_id", "queued_at", "id") WHERE state = 'queued' AND kind <> 'invitation'`,
  );
  await runner.query(
    `CREATE INDEX "mail_waiting_invitations" ON "mail" ("practice_id", "queued_at", "id") WHERE state = 'queued' AND kind = 'invitation'`,
  );
  await runner.query(
    `CREATE INDEX "mail_waiting_by_address" ON "mail" ("practice_id", "to_address", "queued_at") WHERE state = 'queued'`,
  );
  // Room for the versions of a row that a claim and its end make, on the page where it is.
  await runner.query(`ALTER TABLE "mail" SET (fillfactor = 60)`);
}

async function queueRequests(runner: QueryRunner): Promise<void> {
  await runner.query(`ALTER TABLE "sign_in_request" ADD "tries" smallint NOT NULL DEFAULT 0`);
  await runner.query(`ALTER TABLE "sign_in_request" ADD "due_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now()`);
  await runner.query(`ALTER TABLE "sign_in_request" DROP CONSTRAINT "sign_in_request_outcome"`);
  await runner.query(`
    ALTER TABLE "sign_in_request" ADD CONSTRAINT "sign_in_request_outcome"
    CHECK (outcome IN ('sent', 'throttled', 'access-off', 'no-account', 'failed', 'pin-accepted', 'pin-refused'))`);
  await runner.query(`
    CREATE TABLE "staff_link_request" (
      "id" uuid NOT NULL, "email" text NOT NULL, "asked_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
      "tries" smallint NOT NULL DEFAULT 0, "due_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
      "failed_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "PK_staff_link_request" PRIMARY KEY ("id"))`);
  await runner.query(
    `CREATE INDEX "staff_link_request_waiting" ON "staff_link_request" ("asked_at") WHERE failed_at IS NULL`,
  );
}
