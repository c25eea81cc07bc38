import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What every department's database has: the commands that were carried out, and how a fact's version counts on. */
export class Commands1790000000800 implements MigrationInterface {
  readonly name = 'Commands1790000000800';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table command (
        id bigint generated always as identity constraint command_pkey primary key,
        viewer text not null,
        key text not null,
        name text not null,
        input_sha256 text not null,
        result_ids text[] not null default '{}',
        registered_at timestamptz not null default now(),
        constraint command_once unique (viewer, key)
      )`);
    await db.query(`
      create function fact_version() returns trigger language plpgsql as $$
      begin
        new.version := old.version + 1;
        return new;
      end $$`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop function fact_version');
    await db.query('drop table command');
  }
}
