import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The database itself keeps the record: no row changes, and none goes before its practice's retention is over. */
export class AppendOnlyActivity1795341837719 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION keep_activity() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' AND old.at < now() - make_interval(
             days => (SELECT activity_retention_days FROM practice WHERE id = old.practice_id)) THEN
          RETURN old;
        END IF;
        RAISE EXCEPTION 'the activity record is append-only' USING ERRCODE = 'restrict_violation';
      END
      $$`);
    await runner.query(`
      CREATE TRIGGER activity_is_append_only BEFORE UPDATE OR DELETE ON activity
      FOR EACH ROW EXECUTE FUNCTION keep_activity()`);
    await runner.query(`
      CREATE TRIGGER activity_is_never_truncated BEFORE TRUNCATE ON activity
      FOR EACH STATEMENT EXECUTE FUNCTION keep_activity()`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
