import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Base facts of discipline inspection: effective decisions, exchanges with other departments, inspection tours. */
export class BaseFacts1790000001000 implements MigrationInterface {
  readonly name = 'BaseFacts1790000001000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table decision (
        id bigint generated always as identity constraint decision_pkey primary key,
        pid text not null,
        institution_code text not null,
        system text not null,
        measure text not null,
        document_number text not null,
        effective_on date not null,
        influence_ends_on date,
        lifted_on date,
        ground text,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint decision_once unique (document_number, pid),
        constraint decision_system_valid check (system in ('ADMINISTRATIVE', 'PARTY', 'PUBLIC_INSTITUTION')),
        constraint decision_influence_after_effect check (influence_ends_on >= effective_on)
      )`);
    await db.query(`
      create table lead_transfer (
        id bigint generated always as identity constraint lead_transfer_pkey primary key,
        reference text not null,
        from_department text not null,
        institution_code text,
        received_on date not null,
        acknowledged_on date,
        outcome text,
        fed_back_on date,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint lead_transfer_once unique (reference)
      )`);
    await db.query(`
      create table supervision_proposal (
        id bigint generated always as identity constraint supervision_proposal_pkey primary key,
        document_number text not null,
        institution_code text not null,
        subject text not null,
        issued_on date not null,
        due_on date not null,
        replied_on date,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint supervision_proposal_once unique (document_number, institution_code)
      )`);
    await db.query(`
      create table tour (
        id bigint generated always as identity constraint tour_pkey primary key,
        code text not null,
        name text not null,
        year integer not null,
        starts_on date not null,
        ends_on date not null,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint tour_once unique (code),
        constraint tour_ends_after_start check (ends_on >= starts_on)
      )`);
    await db.query(`
      create table tour_unit (
        id bigint generated always as identity constraint tour_unit_pkey primary key,
        tour_code text not null,
        institution_code text not null,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint tour_unit_once unique (tour_code, institution_code)
      )`);
    await db.query(`
      create table tour_finding (
        id bigint generated always as identity constraint tour_finding_pkey primary key,
        tour_code text not null,
        institution_code text not null,
        ordinal integer not null,
        category text not null,
        text text not null,
        found_on date not null,
        due_on date,
        rectified_on date,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint tour_finding_once unique (tour_code, institution_code, ordinal)
      )`);
    await db.query('create index decision_effective on decision (effective_on, id)');
    await db.query('create index decision_pid on decision (pid, effective_on)');
    await db.query('create index decision_institution on decision (institution_code, effective_on)');
    await db.query(
      'create index supervision_proposal_institution on supervision_proposal (institution_code)',
    );
    await db.query('create index tour_unit_institution on tour_unit (institution_code)');
    await db.query('create index tour_finding_institution on tour_finding (institution_code)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table tour_finding');
    await db.query('drop table tour_unit');
    await db.query('drop table tour');
    await db.query('drop table supervision_proposal');
    await db.query('drop table lead_transfer');
    await db.query('drop table decision');
  }
}
