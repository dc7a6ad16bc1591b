import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Programs act under keys of their own, within budgets; a request sent twice acts once. */
export class ApiKeys1795344964620 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "staff_member" ALTER COLUMN "email" DROP NOT NULL`);
    await runner.query(`ALTER TABLE "staff_member" DROP CONSTRAINT "staff_member_role"`);
    await runner.query(
      `ALTER TABLE "staff_member" ADD CONSTRAINT "staff_member_role" CHECK (role IN ('owner', 'clinician', 'front-desk', 'api-key'))`,
    );
    await runner.query(
      `ALTER TABLE "staff_member" ADD CONSTRAINT "staff_member_address_of_person" CHECK ((email IS NULL) = (role = 'api-key'))`,
    );

    await runner.query(
      `CREATE TABLE "api_key" ("practice_id" uuid NOT NULL, "id" uuid NOT NULL, "token_hash" bytea NOT NULL, "token_start" text NOT NULL, "scopes" text array NOT NULL, "created_by" uuid NOT NULL, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "expires_at" TIMESTAMP WITH TIME ZONE, "revoked_at" TIMESTAMP WITH TIME ZONE, "revoked_by" uuid, "last_used_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "api_key_revoked" CHECK ((revoked_at IS NULL) = (revoked_by IS NULL)), CONSTRAINT "api_key_scopes" CHECK (cardinality(scopes) > 0), CONSTRAINT "PK_3a4a5b8a5523fc7d77ceb584a73" PRIMARY KEY ("practice_id", "id"))`,
    );
    await runner.query(`CREATE UNIQUE INDEX "api_key_token" ON "api_key"  ("practice_id", "token_hash") `);
    await runner.query(
      `ALTER TABLE "api_key" ADD CONSTRAINT "api_key_staff_member" FOREIGN KEY ("practice_id", "id") REFERENCES "staff_member"("practice_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );

    await runner.query(
      `CREATE TABLE "api_budget" ("practice_id" uuid NOT NULL, "id" uuid NOT NULL, "spent" integer NOT NULL, "ends_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "PK_e006b40331123e267ad949a5e6f" PRIMARY KEY ("practice_id", "id"))`,
    );

    await runner.query(
      `CREATE TABLE "idempotency_key" ("practice_id" uuid NOT NULL, "id" uuid NOT NULL, "caller_id" uuid NOT NULL, "key" text NOT NULL, "key_id" text NOT NULL, "request_hash" bytea NOT NULL, "answer" text, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "PK_1bf0792c033ada912e4cfc61194" PRIMARY KEY ("practice_id", "id"))`,
    );
    await runner.query(`CREATE INDEX "idempotency_key_by_age" ON "idempotency_key"  ("created_at") `);
    await runner.query(
      `CREATE UNIQUE INDEX "idempotency_key_of_caller" ON "idempotency_key"  ("practice_id", "caller_id", "key") `,
    );
    await runner.query(
      `ALTER TABLE "idempotency_key" ADD CONSTRAINT "idempotency_key_caller" FOREIGN KEY ("practice_id", "caller_id") REFERENCES "staff_member"("practice_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
