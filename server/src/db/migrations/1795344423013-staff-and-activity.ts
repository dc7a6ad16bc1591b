import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Edits of staff by two people at once are seen; the record is found by kind and by who acted, however long it is. */
export class StaffAndActivity1795344423013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "staff_member" ADD "version" integer NOT NULL DEFAULT '1'`);
    await runner.query(`CREATE INDEX "activity_by_kind" ON "activity"  ("practice_id", "kind", "at", "id") `);
    await runner.query(
      `CREATE INDEX "activity_by_staff" ON "activity"  ("practice_id", "staff_member_id", "kind", "at", "id") WHERE staff_member_id IS NOT NULL`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
