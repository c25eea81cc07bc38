import type { MigrationInterface, QueryRunner } from 'typeorm';
import { leaveOnly } from './rights.ts';

/** Lets the application role have the indexes of a table put in order: see `../access-log/tidy.ts`. */
const tidying = (table: string): string => `
  do $$
  begin
    execute format(
      'create or replace function access_log_tidy() returns bigint language sql security definer set search_path = %I, pg_temp
       return gin_clean_pending_list(%L::regclass) + gin_clean_pending_list(%L::regclass)',
      current_schema(),
      format('%I.${table}_pids', current_schema()),
      format('%I.${table}_institutions', current_schema()));
  end $$`;

/** Whoever moves records into an archive may delete from these tables. */
const keeping = (tables: readonly string[]): string => `
  create or replace function access_log_keep() returns trigger language plpgsql as $$
  begin
    if tg_op = 'DELETE' and tg_table_name in (${tables.map((table) => `'${table}'`).join(', ')})
      and current_setting('fournets.access_log_archive', true) = 'on' then
      return null;
    end if;
    raise exception 'the access log is only ever added to' using errcode = 'insufficient_privilege';
  end $$`;

/** Changes to records that are no changes of what they say. */
const unkept = (...statements: readonly string[]): string =>
  [
    'alter table access_log disable trigger access_log_keep',
    ...statements,
    'alter table access_log enable trigger access_log_keep',
  ].join(';\n');

const giveIndexes = (table: string): string => `
  create index ${table}_pids on ${table} using gin (pids);
  create index ${table}_institutions on ${table} using gin (institution_codes)`;

/**
 * A list of persons and institutions is kept once, however many records are about the same ones: who asks, asks again.
 * Most of what a record cost was its list and the index over that: with three records in one commit, 132 µs of Postgres a
 * record instead of 50. There is no foreign key: its lock would cost more than a record; the chain is made over the lists.
 */
export class AccessLogSubjects1790000000995 implements MigrationInterface {
  readonly name = 'AccessLogSubjects1790000000995';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table access_log_subjects (
        id uuid constraint access_log_subjects_pkey primary key,
        pids uuid[] not null,
        institution_codes text[] not null
      )`);
    await db.query('alter table access_log_subjects alter pids set storage external');
    await db.query(`
      create trigger access_log_subjects_keep before update or delete or truncate on access_log_subjects
      for each statement execute function access_log_keep()`);
    await db.query(keeping(['access_log', 'access_log_subjects']));
    await db.query(leaveOnly('access_log_subjects', 'select, insert'));
    await db.query('alter table access_log add column subjects uuid');
    await db.query(
      unkept(`
        update access_log set subjects = encode(substring(sha256(
          convert_to(pids::text || institution_codes::text, 'UTF8')) for 16), 'hex')::uuid`),
    );
    await db.query(`
      insert into access_log_subjects (id, pids, institution_codes)
      select distinct on (subjects) subjects, pids, institution_codes from access_log`);
    await db.query('alter table access_log alter subjects set not null');
    await db.query(giveIndexes('access_log_subjects'));
    await db.query(tidying('access_log_subjects'));
    await db.query('alter table access_log drop column pids, drop column institution_codes');
    await db.query('create index access_log_touched on access_log (subjects)');
    await db.query(`
      create view access_log_record as
      select log.*, listed.pids, listed.institution_codes
      from access_log as log left join access_log_subjects as listed on listed.id = log.subjects`);
    await db.query(leaveOnly('access_log_record', 'select'));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop view access_log_record');
    await db.query("alter table access_log add column pids uuid[] not null default '{}'");
    await db.query("alter table access_log add column institution_codes text[] not null default '{}'");
    await db.query('alter table access_log alter pids set storage external');
    await db.query(
      unkept(`
        update access_log as log set pids = listed.pids, institution_codes = listed.institution_codes
        from access_log_subjects as listed where listed.id = log.subjects`),
    );
    await db.query('alter table access_log alter pids drop default, alter institution_codes drop default');
    await db.query('alter table access_log drop column subjects');
    await db.query(giveIndexes('access_log'));
    await db.query(tidying('access_log'));
    await db.query('drop table access_log_subjects');
    await db.query(keeping(['access_log']));
  }
}
