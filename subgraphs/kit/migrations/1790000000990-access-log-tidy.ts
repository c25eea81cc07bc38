import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lets the application role have the indexes of the access log put in order, which only their owner may: see
 * `../access-log/tidy.ts`. Returns how many pages of entries there were.
 */
export class AccessLogTidy1790000000990 implements MigrationInterface {
  readonly name = 'AccessLogTidy1790000000990';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      do $$
      begin
        execute format(
          'create function access_log_tidy() returns bigint language sql security definer set search_path = %I, pg_temp
           return gin_clean_pending_list(%L::regclass) + gin_clean_pending_list(%L::regclass)',
          current_schema(),
          format('%I.access_log_pids', current_schema()),
          format('%I.access_log_institutions', current_schema()));
      end $$`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop function access_log_tidy');
  }
}
