import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Base facts of the establishment office: the register of institutions and the real-name roster. */
export class BaseFacts1790000001000 implements MigrationInterface {
  readonly name = 'BaseFacts1790000001000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table institution (
        id bigint generated always as identity constraint institution_pkey primary key,
        code text not null,
        name text not null,
        kind text not null,
        grade text not null,
        parent_code text,
        division_code text,
        credit_code text,
        funding text,
        valid_from date not null,
        valid_to date,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint institution_once unique (code, valid_from),
        constraint institution_period_valid check (valid_to > valid_from),
        constraint institution_not_own_parent check (parent_code <> code)
      )`);
    await db.query(`
      create table division (
        code text constraint division_pkey primary key,
        name text not null,
        parent_code text,
        level text not null,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint division_level_valid check (level in ('PROVINCE', 'CITY', 'COUNTY', 'STREET'))
      )`);
    await db.query(`
      create table internal_body (
        id bigint generated always as identity constraint internal_body_pkey primary key,
        institution_code text not null,
        name text not null,
        head_posts integer not null default 1,
        deputy_posts integer not null default 0,
        valid_from date not null,
        valid_to date,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint internal_body_once unique (institution_code, name, valid_from),
        constraint internal_body_period_valid check (valid_to > valid_from),
        constraint internal_body_posts_not_negative check (head_posts >= 0 and deputy_posts >= 0)
      )`);
    await db.query(`
      create table duty (
        id bigint generated always as identity constraint duty_pkey primary key,
        institution_code text not null,
        ordinal integer not null,
        text text not null,
        valid_from date not null,
        valid_to date,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint duty_once unique (institution_code, ordinal, valid_from),
        constraint duty_period_valid check (valid_to > valid_from)
      )`);
    await db.query(`
      create table quota (
        id bigint generated always as identity constraint quota_pkey primary key,
        institution_code text not null,
        category text not null,
        title text not null default '',
        measure text not null default 'POST',
        number numeric(12,2) not null,
        valid_from date not null,
        valid_to date,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint quota_once unique (institution_code, category, title, measure, valid_from),
        constraint quota_period_valid check (valid_to > valid_from),
        constraint quota_number_not_negative check (number >= 0),
        constraint quota_measure_valid check (measure in ('POST', 'HOUR', 'MONTH'))
      )`);
    await db.query(`
      create table leader_limit (
        id bigint generated always as identity constraint leader_limit_pkey primary key,
        institution_code text not null,
        level text not null,
        role text not null,
        number integer not null,
        valid_from date not null,
        valid_to date,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint leader_limit_once unique (institution_code, level, role, valid_from),
        constraint leader_limit_period_valid check (valid_to > valid_from),
        constraint leader_limit_number_not_negative check (number >= 0),
        constraint leader_limit_role_valid check (role in ('HEAD', 'DEPUTY'))
      )`);
    await db.query(`
      create table off_quota_control (
        id bigint generated always as identity constraint off_quota_control_pkey primary key,
        institution_code text not null,
        number integer not null,
        valid_from date not null,
        valid_to date,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint off_quota_control_once unique (institution_code, valid_from),
        constraint off_quota_control_period_valid check (valid_to > valid_from),
        constraint off_quota_control_number_not_negative check (number >= 0)
      )`);
    await db.query(`
      create table seat (
        id bigint generated always as identity constraint seat_pkey primary key,
        pid text not null,
        institution_code text not null,
        category text not null,
        internal_body text,
        name text not null,
        sex text,
        ethnicity text,
        born_on date,
        political_status text,
        education text,
        degree text,
        work_started_on date,
        post text,
        level text,
        post_since date,
        rank text,
        entry_way text,
        entered_on date,
        entry_document text,
        over_rank boolean not null default false,
        civil_servant_since date,
        exempt boolean not null default false,
        valid_from date not null,
        valid_to date,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint seat_once unique (pid, institution_code, valid_from),
        constraint seat_period_valid check (valid_to > valid_from)
      )`);
    await db.query(`
      create table movement (
        id bigint generated always as identity constraint movement_pkey primary key,
        pid text not null,
        institution_code text not null,
        direction text not null,
        reason text not null,
        category text,
        approval_number text,
        approved_on date,
        approval_expires_on date,
        effective_on date not null,
        notice_number text,
        registered_on date,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint movement_once unique (pid, institution_code, direction, effective_on),
        constraint movement_direction_valid check (direction in ('ENTRY', 'EXIT'))
      )`);
    await db.query('create index movement_effective on movement (effective_on, id)');
    await db.query('create index division_parent on division (parent_code)');
    await db.query('create index institution_parent on institution (parent_code)');
    await db.query('create index seat_institution on seat (institution_code, category)');
    await db.query('create index movement_institution on movement (institution_code, effective_on)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table movement');
    await db.query('drop table seat');
    await db.query('drop table off_quota_control');
    await db.query('drop table leader_limit');
    await db.query('drop table quota');
    await db.query('drop table duty');
    await db.query('drop table internal_body');
    await db.query('drop table division');
    await db.query('drop table institution');
  }
}
