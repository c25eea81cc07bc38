import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pages of the access log go by time, newest first. */
export class AccessLogTime1790000000900 implements MigrationInterface {
  readonly name = 'AccessLogTime1790000000900';

  async up(db: QueryRunner): Promise<void> {
    await db.query('create index access_log_time on access_log (time desc, hash desc)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop index access_log_time');
  }
}
