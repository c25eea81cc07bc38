import type { MigrationInterface, QueryRunner } from 'typeorm';
import { leaveOnly } from './rights.ts';

/** What every department's database has: who looked at what, the end of that chain, its checkpoints and archives. */
export class AccessLog1790000000500 implements MigrationInterface {
  readonly name = 'AccessLog1790000000500';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table access_log (
        seq bigint constraint access_log_pkey primary key,
        time timestamptz(3) not null,
        viewer text not null,
        viewer_kind text not null,
        client text,
        department text,
        purpose text,
        purpose_kind text,
        operation text not null,
        owner text not null,
        coordinates text[] not null,
        pids text[] not null,
        institution_codes text[] not null,
        unlisted integer not null,
        result text not null,
        reason text,
        trace text not null,
        key_id text not null,
        prev bytea not null,
        hash bytea not null,
        constraint access_log_seq_positive check (seq > 0),
        constraint access_log_viewer_kind_valid check (viewer_kind in ('PERSON', 'SYSTEM')),
        constraint access_log_purpose_whole check ((purpose is null) = (purpose_kind is null)),
        constraint access_log_reason_of_refusal check ((result = 'REFUSED') = (reason is not null)),
        constraint access_log_result_valid check (result in ('SERVED', 'REFUSED')),
        constraint access_log_hash_length check (octet_length(prev) = 32 and octet_length(hash) = 32)
      )`);
    await db.query('create index access_log_pids on access_log using gin (pids)');
    await db.query('create index access_log_institutions on access_log using gin (institution_codes)');
    await db.query('create index access_log_department on access_log (department, seq)');
    await db.query(`
      create table access_log_head (
        one boolean not null default true constraint access_log_head_pkey primary key,
        seq bigint not null,
        hash bytea not null,
        key_id text,
        seal bytea,
        constraint access_log_head_is_one check (one)
      )`);
    await db.query(`insert into access_log_head (seq, hash) values (0, decode(repeat('00', 32), 'hex'))`);
    await db.query(`
      create table access_log_checkpoint (
        count bigint constraint access_log_checkpoint_pkey primary key,
        department text not null,
        seq bigint not null,
        hash bytea not null,
        time timestamptz(3) not null,
        signature bytea not null,
        constraint access_log_checkpoint_count_positive check (count > 0)
      )`);
    await db.query(`
      create table access_log_archive (
        last_seq bigint constraint access_log_archive_pkey primary key,
        first_seq bigint not null,
        hash bytea not null,
        key_id text not null,
        seal bytea not null,
        file text not null,
        archived_at timestamptz not null default now(),
        constraint access_log_archive_not_empty check (first_seq <= last_seq)
      )`);
    // Row triggers let TRUNCATE pass, and rows that nobody matched: a statement is refused as such.
    await db.query(`
      create function access_log_keep() returns trigger language plpgsql as $$
      begin
        if tg_op = 'DELETE' and tg_table_name = 'access_log' and current_setting('fournets.access_log_archive', true) = 'on' then
          return null;
        end if;
        raise exception 'the access log is only ever added to' using errcode = 'insufficient_privilege';
      end $$`);
    await db.query(`
      create trigger access_log_keep before update or delete or truncate on access_log
      for each statement execute function access_log_keep()`);
    await db.query(`
      create trigger access_log_checkpoint_keep before update or delete or truncate on access_log_checkpoint
      for each statement execute function access_log_keep()`);
    await db.query(`
      create trigger access_log_archive_keep before update or delete or truncate on access_log_archive
      for each statement execute function access_log_keep()`);
    await db.query(leaveOnly('access_log', 'select, insert'));
    await db.query(leaveOnly('access_log_archive', 'select'));
    await db.query(leaveOnly('access_log_checkpoint', 'select, insert'));
    await db.query(leaveOnly('access_log_head', 'select, update'));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table access_log_archive, access_log_checkpoint, access_log_head, access_log');
    await db.query('drop function access_log_keep');
  }
}
