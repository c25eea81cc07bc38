import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addVersions } from '../../kit/commands/versions.ts';
import { byInstitution, scopeRows } from '../../kit/database/row-scope.ts';

const SCOPES = {
  report_duty: byInstitution('institution_code'),
  report: byInstitution('institution_code'),
} as const;

const KINDS = `'ANNUAL', 'STATISTICS', 'SELF_CHECK', 'PLAN_IMPLEMENTATION', 'RECTIFICATION'`;

/** Reports that institutions owe, and those that came. */
export class Reports1790000003300 implements MigrationInterface {
  readonly name = 'Reports1790000003300';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table report_duty (
        id bigint generated always as identity constraint report_duty_pkey primary key,
        institution_code text not null,
        kind text not null,
        period text not null,
        due_on date not null,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint report_duty_once unique (institution_code, kind, period),
        constraint report_duty_kind_valid check (kind in (${KINDS}))
      )`);
    await db.query(`
      create table report (
        id bigint generated always as identity constraint report_pkey primary key,
        institution_code text not null,
        kind text not null,
        period text not null,
        received_on date not null,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint report_once unique (institution_code, kind, period, received_on),
        constraint report_kind_valid check (kind in (${KINDS}))
      )`);
    await addVersions(db, Object.keys(SCOPES));
    await scopeRows(db, 'establishment', SCOPES);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table report, report_duty');
  }
}
