import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Base facts of human resources and social security: people, employment, hires, pay grades, insurance, attendance. */
export class BaseFacts1790000001000 implements MigrationInterface {
  readonly name = 'BaseFacts1790000001000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table person (
        pid text constraint person_pkey primary key,
        name text not null,
        sex text,
        born_on date,
        ethnicity text,
        education text,
        degree text,
        political_status text,
        work_started_on date,
        status text not null,
        identity_number_encrypted text,
        source_document text,
        registered_at timestamptz not null default now()
      )`);
    await db.query(`
      create table employment (
        id bigint generated always as identity constraint employment_pkey primary key,
        pid text not null,
        institution_code text not null,
        kind text not null,
        post text,
        contract_ends_on date,
        registration_number text,
        civil_servant_since date,
        valid_from date not null,
        valid_to date,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint employment_once unique (pid, institution_code, valid_from),
        constraint employment_period_valid check (valid_to > valid_from)
      )`);
    await db.query(`
      create table off_quota_staff (
        id bigint generated always as identity constraint off_quota_staff_pkey primary key,
        pid text not null,
        institution_code text not null,
        job_class text not null,
        work_area text,
        contract_kind text not null,
        agency text,
        valid_from date not null,
        valid_to date,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint off_quota_staff_once unique (pid, institution_code, valid_from),
        constraint off_quota_staff_period_valid check (valid_to > valid_from),
        constraint off_quota_staff_contract_kind_valid check (contract_kind in ('DISPATCH', 'DIRECT', 'OUTSOURCED'))
      )`);
    await db.query(`
      create table retirement (
        id bigint generated always as identity constraint retirement_pkey primary key,
        pid text not null,
        institution_code text,
        kind text not null,
        effective_on date not null,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint retirement_once unique (pid)
      )`);
    await db.query(`
      create table death (
        id bigint generated always as identity constraint death_pkey primary key,
        pid text not null,
        died_on date not null,
        reported_on date,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint death_once unique (pid)
      )`);
    await db.query(`
      create table hire (
        id bigint generated always as identity constraint hire_pkey primary key,
        pid text not null,
        institution_code text not null,
        way text not null,
        category text,
        approval_number text,
        plan_number text,
        hired_on date not null,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint hire_once unique (pid, institution_code, hired_on)
      )`);
    await db.query(`
      create table pay_grade (
        id bigint generated always as identity constraint pay_grade_pkey primary key,
        pid text not null,
        grade text not null,
        step integer not null,
        monthly_fen bigint not null,
        reason text,
        valid_from date not null,
        valid_to date,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint pay_grade_once unique (pid, valid_from),
        constraint pay_grade_period_valid check (valid_to > valid_from),
        constraint pay_grade_monthly_not_negative check (monthly_fen >= 0)
      )`);
    await db.query(`
      create table insurance (
        id bigint generated always as identity constraint insurance_pkey primary key,
        pid text not null,
        scheme text not null,
        payer_name text not null,
        payer_code text,
        payer_kind text not null,
        valid_from date not null,
        valid_to date,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint insurance_once unique (pid, scheme, payer_name, valid_from),
        constraint insurance_period_valid check (valid_to > valid_from),
        constraint insurance_payer_kind_valid check (payer_kind in ('PUBLIC', 'ENTERPRISE'))
      )`);
    await db.query(`
      create table attendance (
        id bigint generated always as identity constraint attendance_pkey primary key,
        pid text not null,
        institution_code text not null,
        month text not null,
        days_due integer not null,
        days_present integer not null,
        days_leave integer not null default 0,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint attendance_once unique (pid, month, institution_code),
        constraint attendance_month_valid check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
        constraint attendance_days_valid check (days_due >= 0 and days_present >= 0 and days_leave >= 0 and days_present + days_leave <= 31)
      )`);
    await db.query('create index death_died on death (died_on, id)');
    await db.query('create index retirement_effective on retirement (effective_on, id)');
    await db.query('create index hire_hired on hire (hired_on, id)');
    await db.query('create index employment_institution on employment (institution_code)');
    await db.query('create index off_quota_staff_institution on off_quota_staff (institution_code)');
    await db.query('create index hire_institution on hire (institution_code, hired_on)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table attendance');
    await db.query('drop table insurance');
    await db.query('drop table pay_grade');
    await db.query('drop table hire');
    await db.query('drop table death');
    await db.query('drop table retirement');
    await db.query('drop table off_quota_staff');
    await db.query('drop table employment');
    await db.query('drop table person');
  }
}
