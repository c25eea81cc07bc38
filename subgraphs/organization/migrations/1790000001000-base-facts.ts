import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Base facts of the organization department: appointments and ranks, appraisals, loans, selection checks and training. */
export class BaseFacts1790000001000 implements MigrationInterface {
  readonly name = 'BaseFacts1790000001000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table appointment (
        id bigint generated always as identity constraint appointment_pkey primary key,
        pid text not null,
        institution_code text not null,
        internal_body text,
        title text not null,
        level text,
        role text not null default 'MEMBER',
        measure text not null default 'POST',
        concurrent boolean not null default false,
        over_rank_document text,
        valid_from date not null,
        valid_to date,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint appointment_once unique (pid, institution_code, title, valid_from),
        constraint appointment_period_valid check (valid_to > valid_from),
        constraint appointment_role_valid check (role in ('HEAD', 'DEPUTY', 'MEMBER')),
        constraint appointment_measure_valid check (measure in ('POST', 'HOUR', 'MONTH'))
      )`);
    await db.query(`
      create table rank_holding (
        id bigint generated always as identity constraint rank_holding_pkey primary key,
        pid text not null,
        institution_code text,
        rank text not null,
        valid_from date not null,
        valid_to date,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint rank_holding_once unique (pid, rank, valid_from),
        constraint rank_holding_period_valid check (valid_to > valid_from)
      )`);
    await db.query(`
      create table outside_post_approval (
        id bigint generated always as identity constraint outside_post_approval_pkey primary key,
        pid text not null,
        organization_name text not null,
        paid boolean not null default false,
        valid_from date not null,
        valid_to date,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint outside_post_approval_once unique (pid, organization_name, valid_from),
        constraint outside_post_approval_period_valid check (valid_to > valid_from)
      )`);
    await db.query(`
      create table appraisal (
        id bigint generated always as identity constraint appraisal_pkey primary key,
        pid text not null,
        institution_code text not null,
        year integer not null,
        result text not null,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint appraisal_once unique (pid, year)
      )`);
    await db.query(`
      create table merit_point (
        id bigint generated always as identity constraint merit_point_pkey primary key,
        pid text not null,
        institution_code text not null,
        awarded_on date not null,
        points numeric(8,2) not null,
        reason text not null,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint merit_point_once unique (pid, awarded_on, reason)
      )`);
    await db.query(`
      create table loan (
        id bigint generated always as identity constraint loan_pkey primary key,
        pid text not null,
        from_institution_code text not null,
        to_institution_code text not null,
        kind text not null,
        started_on date not null,
        due_on date,
        returned_on date,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint loan_once unique (pid, to_institution_code, started_on),
        constraint loan_kind_valid check (kind in ('LOAN', 'ATTACHMENT')),
        constraint loan_returned_after_start check (returned_on >= started_on)
      )`);
    await db.query(`
      create table selection_check (
        id bigint generated always as identity constraint selection_check_pkey primary key,
        institution_code text not null,
        pid text,
        checked_on date not null,
        subject text not null,
        result text not null,
        note text,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint selection_check_once unique (institution_code, checked_on, subject),
        constraint selection_check_result_valid check (result in ('PASSED', 'ISSUE_FOUND'))
      )`);
    await db.query(`
      create table training (
        id bigint generated always as identity constraint training_pkey primary key,
        pid text not null,
        course text not null,
        started_on date not null,
        ended_on date,
        hours integer not null,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint training_once unique (pid, course, started_on),
        constraint training_hours_not_negative check (hours >= 0)
      )`);
    await db.query('create index appointment_institution on appointment (institution_code)');
    await db.query('create index loan_from on loan (from_institution_code)');
    await db.query('create index loan_to on loan (to_institution_code)');
    await db.query('create index selection_check_pid on selection_check (pid)');
    await db.query('create index appraisal_institution on appraisal (institution_code, year)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table training');
    await db.query('drop table selection_check');
    await db.query('drop table loan');
    await db.query('drop table merit_point');
    await db.query('drop table appraisal');
    await db.query('drop table outside_post_approval');
    await db.query('drop table rank_holding');
    await db.query('drop table appointment');
  }
}
