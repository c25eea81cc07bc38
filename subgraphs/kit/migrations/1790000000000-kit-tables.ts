import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What every department's database has: the change feed and the register of imports. */
export class KitTables1790000000000 implements MigrationInterface {
  readonly name = 'KitTables1790000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table change (
        id bigint generated always as identity constraint change_pkey primary key,
        fact text not null,
        subject text not null,
        document text,
        registered_at timestamptz not null default now()
      )`);
    await db.query(`
      create table import_batch (
        id bigint generated always as identity constraint import_batch_pkey primary key,
        fact text not null,
        file_name text not null,
        file_sha256 text not null,
        inserted integer not null,
        updated integer not null,
        unchanged integer not null,
        rejected integer not null,
        registered_at timestamptz not null default now()
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table import_batch');
    await db.query('drop table change');
  }
}
