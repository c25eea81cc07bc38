import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Base facts of finance: budget headcount and spend, payroll and agency payments, audit findings. */
export class BaseFacts1790000001000 implements MigrationInterface {
  readonly name = 'BaseFacts1790000001000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table budget_headcount (
        id bigint generated always as identity constraint budget_headcount_pkey primary key,
        institution_code text not null,
        institution_name text not null,
        category text not null,
        year integer not null,
        headcount integer not null,
        funding text,
        amount_fen bigint not null,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint budget_headcount_once unique (institution_code, category, year),
        constraint budget_headcount_not_negative check (headcount >= 0 and amount_fen >= 0)
      )`);
    await db.query(`
      create table operating_spend (
        id bigint generated always as identity constraint operating_spend_pkey primary key,
        institution_code text not null,
        month text not null,
        amount_fen bigint not null,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint operating_spend_once unique (institution_code, month),
        constraint operating_spend_month_valid check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$')
      )`);
    await db.query(`
      create table payment (
        id bigint generated always as identity constraint payment_pkey primary key,
        pid text not null,
        institution_code text not null,
        month text not null,
        kind text not null default 'REGULAR',
        basis text not null default 'MONTHLY',
        currency text not null default 'CNY',
        gross_fen bigint not null,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint payment_once unique (pid, month, institution_code, kind),
        constraint payment_month_valid check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
        constraint payment_kind_valid check (kind in ('REGULAR', 'BONUS', 'ARREARS', 'RECOVERY')),
        constraint payment_basis_valid check (basis in ('MONTHLY', 'ANNUAL', 'HOURLY'))
      )`);
    await db.query(`
      create table agency_payment (
        id bigint generated always as identity constraint agency_payment_pkey primary key,
        institution_code text not null,
        month text not null,
        agency text not null,
        headcount integer,
        amount_fen bigint not null,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint agency_payment_once unique (institution_code, month, agency),
        constraint agency_payment_month_valid check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$')
      )`);
    await db.query(`
      create table audit_finding (
        id bigint generated always as identity constraint audit_finding_pkey primary key,
        institution_code text not null,
        document_number text not null,
        ordinal integer not null,
        category text not null,
        text text not null,
        amount_fen bigint,
        found_on date not null,
        due_on date,
        rectified_on date,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint audit_finding_once unique (document_number, institution_code, ordinal)
      )`);
    await db.query('create index audit_finding_found on audit_finding (found_on, id)');
    await db.query('create index payment_institution on payment (institution_code, month)');
    await db.query('create index audit_finding_institution on audit_finding (institution_code)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table audit_finding');
    await db.query('drop table agency_payment');
    await db.query('drop table payment');
    await db.query('drop table operating_spend');
    await db.query('drop table budget_headcount');
  }
}
