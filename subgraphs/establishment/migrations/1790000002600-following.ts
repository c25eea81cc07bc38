import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Runs that follow changes: of named subjects only; how far each feed was followed; one scheduled run a day. */
export class Following1790000002600 implements MigrationInterface {
  readonly name = 'Following1790000002600';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table run_shard
        add column subjects text[],
        add constraint run_shard_subjects_or_range
          check (subjects is null or (from_key is null and up_to_key is null))`);
    await db.query(`
      create table follower (
        id smallint constraint follower_pkey primary key default 1,
        worker text not null,
        lease_until timestamptz(3) not null,
        constraint follower_once check (id = 1)
      )`);
    await db.query(`
      create table feed_position (
        owner text constraint feed_position_pkey primary key,
        cursor text not null,
        advanced_at timestamptz(3) not null default now()
      )`);
    await db.query(`
      create table latest_look (
        rule_id text not null,
        rule_version integer not null,
        subject text not null,
        at timestamptz(3) not null,
        constraint latest_look_pkey primary key (rule_id, rule_version, subject)
      )`);
    await db.query('create index latest_look_at on latest_look (rule_id, rule_version, at)');
    await db.query(`
      create unique index rule_run_scheduled_once on rule_run (as_of)
      where reason = 'SCHEDULED' and institution_code is null and state <> 'CANCELLED'`);
    await db.query(
      'create index finding_unknown_owners on finding using gin (unknown_owners) where unknown_owners is not null',
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop index finding_unknown_owners, rule_run_scheduled_once');
    await db.query('drop table latest_look, feed_position, follower');
    await db.query('alter table run_shard drop constraint run_shard_subjects_or_range, drop column subjects');
  }
}
