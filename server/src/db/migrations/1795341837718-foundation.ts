import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Foundation1795341837718 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "activity" ("practice_id" uuid NOT NULL, "id" uuid NOT NULL, "at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "kind" text NOT NULL, "result" text NOT NULL, "staff_member_id" uuid, "portal_account_id" uuid, "client_id" uuid, "details" jsonb NOT NULL DEFAULT '{}', CONSTRAINT "PK_b162a37a14206dc6bd1b49f9048" PRIMARY KEY ("practice_id", "id"))`,
    );
    await runner.query(
      `CREATE INDEX "activity_by_account" ON "activity"  ("practice_id", "portal_account_id", "at") WHERE portal_account_id IS NOT NULL`,
    );
    await runner.query(
      `CREATE INDEX "activity_by_client" ON "activity"  ("practice_id", "client_id", "at") WHERE client_id IS NOT NULL`,
    );
    await runner.query(`CREATE INDEX "activity_by_time" ON "activity"  ("practice_id", "at", "id") `);
    await runner.query(
      `CREATE TABLE "client" ("practice_id" uuid NOT NULL, "id" uuid NOT NULL, "first_name" text NOT NULL, "last_name" text NOT NULL, "sort_name" text COLLATE "C" NOT NULL, "phone" text, "reference" text, "archived_at" TIMESTAMP WITH TIME ZONE, "version" integer NOT NULL DEFAULT '1', "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "PK_80114f890e69ca04f5933313450" PRIMARY KEY ("practice_id", "id"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "client_reference" ON "client"  ("practice_id", "reference") WHERE reference IS NOT NULL`,
    );
    await runner.query(`CREATE INDEX "client_by_name" ON "client"  ("practice_id", "sort_name", "id") `);
    await runner.query(
      `CREATE TABLE "portal_access" ("practice_id" uuid NOT NULL, "id" uuid NOT NULL, "client_id" uuid NOT NULL, "portal_account_id" uuid NOT NULL, "relationship" text NOT NULL, "person" text, "active" boolean NOT NULL DEFAULT true, "invited_at" TIMESTAMP WITH TIME ZONE, "invited_by" uuid, "version" integer NOT NULL DEFAULT '1', "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "portal_access_relationship" CHECK (relationship IN ('self', 'parent', 'guardian', 'partner')), CONSTRAINT "PK_ec4f7b46c57d7bb6ec403db6a61" PRIMARY KEY ("practice_id", "id"))`,
    );
    await runner.query(
      `CREATE INDEX "portal_access_by_account" ON "portal_access"  ("practice_id", "portal_account_id") `,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "portal_access_once" ON "portal_access"  ("practice_id", "client_id", "portal_account_id") `,
    );
    await runner.query(
      `CREATE TABLE "portal_account" ("practice_id" uuid NOT NULL, "id" uuid NOT NULL, "email" text NOT NULL, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "PK_3aab7f46fac3af86be242cc05ab" PRIMARY KEY ("practice_id", "id"))`,
    );
    await runner.query(`CREATE UNIQUE INDEX "portal_account_address" ON "portal_account"  ("practice_id", "email") `);
    await runner.query(
      `CREATE TABLE "mail" ("practice_id" uuid NOT NULL, "id" uuid NOT NULL, "kind" text NOT NULL, "to_address" text NOT NULL, "link_id" uuid, "about_id" uuid, "facts" jsonb NOT NULL, "state" text NOT NULL DEFAULT 'queued', "attempts" integer NOT NULL DEFAULT '0', "provider" text, "provider_id" text, "reason" text, "queued_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "sent_at" TIMESTAMP WITH TIME ZONE, "state_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "due_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "mail_reason_length" CHECK (char_length(reason) <= 400), CONSTRAINT "mail_state" CHECK (state IN ('queued', 'sending', 'sent', 'delivered', 'delayed', 'bounced', 'complained', 'failed', 'not-sent')), CONSTRAINT "mail_kind" CHECK (kind IN ('invitation', 'sign-in-link', 'staff-sign-in-link', 'address-changed')), CONSTRAINT "PK_580f98b3c32c8f526b3ff5f5dc9" PRIMARY KEY ("practice_id", "id"))`,
    );
    await runner.query(`CREATE INDEX "mail_by_provider_id" ON "mail"  ("provider_id") WHERE provider_id IS NOT NULL`);
    await runner.query(
      `CREATE INDEX "mail_by_address" ON "mail"  ("practice_id", "to_address", "state_at") WHERE state IN ('delivered', 'bounced', 'complained')`,
    );
    await runner.query(`CREATE INDEX "mail_by_link" ON "mail"  ("practice_id", "link_id") WHERE link_id IS NOT NULL`);
    await runner.query(
      `CREATE INDEX "mail_by_about" ON "mail"  ("practice_id", "about_id", "queued_at") WHERE about_id IS NOT NULL`,
    );
    await runner.query(
      `CREATE INDEX "mail_waiting" ON "mail"  ("practice_id", "queued_at", "id") WHERE state IN ('queued', 'sending')`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "mail_sending" ON "mail"  ("practice_id", "to_address") WHERE state = 'sending'`,
    );
    await runner.query(
      `CREATE TABLE "practice" ("id" uuid NOT NULL, "slug" text NOT NULL, "name" text NOT NULL, "mail_name" text NOT NULL, "phone" text, "address" text, "time_zone" text NOT NULL, "link_lifetime_minutes" integer NOT NULL DEFAULT '1440', "pin_lifetime_minutes" integer NOT NULL DEFAULT '1440', "activity_retention_days" integer NOT NULL DEFAULT '2192', "version" integer NOT NULL DEFAULT '1', "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "practice_activity_retention" CHECK (activity_retention_days BETWEEN 30 AND 2192), CONSTRAINT "practice_pin_lifetime" CHECK (pin_lifetime_minutes BETWEEN 5 AND 1440), CONSTRAINT "practice_link_lifetime" CHECK (link_lifetime_minutes BETWEEN 5 AND 1440), CONSTRAINT "PK_4d094a10eae690da34cc5b8ea32" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE UNIQUE INDEX "practice_slug" ON "practice"  ("slug") `);
    await runner.query(
      `CREATE TABLE "portal_address" ("slug" text NOT NULL, "practice_id" uuid NOT NULL, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "PK_f61b5f103de6062f97c3762d563" PRIMARY KEY ("slug"))`,
    );
    await runner.query(
      `CREATE TABLE "session" ("practice_id" uuid NOT NULL, "id" uuid NOT NULL, "token_hash" bytea NOT NULL, "portal_account_id" uuid, "staff_member_id" uuid, "method" text NOT NULL, "device" text NOT NULL, "chosen_access_id" uuid, "signed_in_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "last_active_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "idle_expires_at" TIMESTAMP WITH TIME ZONE NOT NULL, "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL, "ended_at" TIMESTAMP WITH TIME ZONE, "end_reason" text, CONSTRAINT "session_end_reason" CHECK ((ended_at IS NULL) = (end_reason IS NULL)), CONSTRAINT "session_method" CHECK (method IN ('link', 'pin')), CONSTRAINT "session_holder" CHECK ((staff_member_id IS NULL) <> (portal_account_id IS NULL)), CONSTRAINT "PK_d32ce5314f7acf31412670c72b7" PRIMARY KEY ("practice_id", "id"))`,
    );
    await runner.query(`CREATE INDEX "session_by_expiry" ON "session"  ("expires_at") `);
    await runner.query(
      `CREATE INDEX "session_by_staff" ON "session"  ("practice_id", "staff_member_id") WHERE ended_at IS NULL AND staff_member_id IS NOT NULL`,
    );
    await runner.query(
      `CREATE INDEX "session_by_account" ON "session"  ("practice_id", "portal_account_id") WHERE ended_at IS NULL AND portal_account_id IS NOT NULL`,
    );
    await runner.query(`CREATE UNIQUE INDEX "session_token" ON "session"  ("practice_id", "token_hash") `);
    await runner.query(
      `CREATE TABLE "pin" ("practice_id" uuid NOT NULL, "id" uuid NOT NULL, "portal_account_id" uuid NOT NULL, "created_by" uuid NOT NULL, "key_id" text NOT NULL, "digits_hash" bytea NOT NULL, "tries" integer NOT NULL DEFAULT '0', "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL, "redeemed_at" TIMESTAMP WITH TIME ZONE, "voided_at" TIMESTAMP WITH TIME ZONE, "void_reason" text, CONSTRAINT "pin_void_reason" CHECK ((voided_at IS NULL) = (void_reason IS NULL)), CONSTRAINT "pin_tries" CHECK (tries BETWEEN 0 AND 5), CONSTRAINT "PK_36196460496dc6c87422ef8ccdc" PRIMARY KEY ("practice_id", "id"))`,
    );
    await runner.query(`CREATE INDEX "pin_by_expiry" ON "pin"  ("expires_at") `);
    await runner.query(`CREATE INDEX "pin_by_account" ON "pin"  ("practice_id", "portal_account_id", "created_at") `);
    await runner.query(
      `CREATE UNIQUE INDEX "pin_live" ON "pin"  ("practice_id", "portal_account_id") WHERE redeemed_at IS NULL AND voided_at IS NULL`,
    );
    await runner.query(
      `CREATE TABLE "sign_in_link" ("practice_id" uuid NOT NULL, "id" uuid NOT NULL, "kind" text NOT NULL, "portal_account_id" uuid, "staff_member_id" uuid, "issued_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL, "redeemed_at" TIMESTAMP WITH TIME ZONE, "voided_at" TIMESTAMP WITH TIME ZONE, "void_reason" text, CONSTRAINT "sign_in_link_void_reason" CHECK ((voided_at IS NULL) = (void_reason IS NULL)), CONSTRAINT "sign_in_link_holder" CHECK ((kind = 'staff') = (staff_member_id IS NOT NULL) AND (kind = 'staff') = (portal_account_id IS NULL)), CONSTRAINT "sign_in_link_kind" CHECK (kind IN ('sign-in', 'invitation', 'staff')), CONSTRAINT "PK_1b094b8d8c8da94520464e9ab85" PRIMARY KEY ("practice_id", "id"))`,
    );
    await runner.query(`CREATE INDEX "sign_in_link_by_expiry" ON "sign_in_link"  ("expires_at") `);
    await runner.query(
      `CREATE INDEX "sign_in_link_by_staff" ON "sign_in_link"  ("practice_id", "staff_member_id", "issued_at") WHERE staff_member_id IS NOT NULL`,
    );
    await runner.query(
      `CREATE INDEX "sign_in_link_by_account" ON "sign_in_link"  ("practice_id", "portal_account_id", "issued_at") WHERE portal_account_id IS NOT NULL`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "sign_in_link_staff_live" ON "sign_in_link"  ("practice_id", "staff_member_id") WHERE redeemed_at IS NULL AND voided_at IS NULL AND staff_member_id IS NOT NULL`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "sign_in_link_live" ON "sign_in_link"  ("practice_id", "portal_account_id") WHERE redeemed_at IS NULL AND voided_at IS NULL AND portal_account_id IS NOT NULL`,
    );
    await runner.query(
      `CREATE TABLE "sign_in_request" ("practice_id" uuid NOT NULL, "id" uuid NOT NULL, "email" text NOT NULL, "asked_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "outcome" text, "portal_account_id" uuid, CONSTRAINT "sign_in_request_outcome" CHECK (outcome IN ('sent', 'throttled', 'access-off', 'no-account', 'pin-accepted', 'pin-refused')), CONSTRAINT "PK_fae9f39edd07ae9e983da5132a7" PRIMARY KEY ("practice_id", "id"))`,
    );
    await runner.query(`CREATE INDEX "sign_in_request_by_time" ON "sign_in_request"  ("practice_id", "asked_at") `);
    await runner.query(
      `CREATE TABLE "staff_member" ("practice_id" uuid NOT NULL, "id" uuid NOT NULL, "name" text NOT NULL, "email" text NOT NULL, "role" text NOT NULL, "removed_at" TIMESTAMP WITH TIME ZONE, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "staff_member_role" CHECK (role IN ('owner', 'clinician', 'front-desk')), CONSTRAINT "PK_2dff7594d3d2f35ecc51feb1248" PRIMARY KEY ("practice_id", "id"))`,
    );
    await runner.query(`CREATE INDEX "staff_member_by_address" ON "staff_member"  ("email") WHERE removed_at IS NULL`);
    await runner.query(
      `CREATE UNIQUE INDEX "staff_member_address" ON "staff_member"  ("practice_id", "email") WHERE removed_at IS NULL`,
    );
    await runner.query(
      `ALTER TABLE "client" ADD CONSTRAINT "client_practice" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "portal_access" ADD CONSTRAINT "portal_access_client" FOREIGN KEY ("practice_id", "client_id") REFERENCES "client"("practice_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "portal_access" ADD CONSTRAINT "portal_access_account" FOREIGN KEY ("practice_id", "portal_account_id") REFERENCES "portal_account"("practice_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "portal_account" ADD CONSTRAINT "portal_account_practice" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "portal_address" ADD CONSTRAINT "portal_address_practice" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "session" ADD CONSTRAINT "session_account" FOREIGN KEY ("practice_id", "portal_account_id") REFERENCES "portal_account"("practice_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "session" ADD CONSTRAINT "session_staff_member" FOREIGN KEY ("practice_id", "staff_member_id") REFERENCES "staff_member"("practice_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "pin" ADD CONSTRAINT "pin_account" FOREIGN KEY ("practice_id", "portal_account_id") REFERENCES "portal_account"("practice_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "pin" ADD CONSTRAINT "pin_staff_member" FOREIGN KEY ("practice_id", "created_by") REFERENCES "staff_member"("practice_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "sign_in_link" ADD CONSTRAINT "sign_in_link_account" FOREIGN KEY ("practice_id", "portal_account_id") REFERENCES "portal_account"("practice_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "sign_in_link" ADD CONSTRAINT "sign_in_link_staff_member" FOREIGN KEY ("practice_id", "staff_member_id") REFERENCES "staff_member"("practice_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "staff_member" ADD CONSTRAINT "staff_member_practice" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
