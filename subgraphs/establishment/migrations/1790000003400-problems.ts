import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addVersions } from '../../kit/commands/versions.ts';
import { byInstitution, scopeRows } from '../../kit/database/row-scope.ts';

const STATES = `'RECTIFYING', 'SUBMITTED', 'VERIFIED', 'CLOSED', 'CONSOLIDATED', 'REOPENED'`;

/** Problems made from confirmed findings. */
export class Problems1790000003400 implements MigrationInterface {
  readonly name = 'Problems1790000003400';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table problem (
        id bigint generated always as identity constraint problem_pkey primary key,
        number text not null,
        finding_id bigint,
        rule_id text not null,
        subject_kind text not null,
        subject text not null,
        period text not null default '',
        institution_code text not null,
        cause text,
        measure text not null,
        owner_code text not null,
        due_on date not null,
        state text not null,
        opened_on date not null,
        opened_by text,
        closed_on date,
        closed_by text,
        conclusion text,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint problem_once unique (number),
        constraint problem_subject_kind_valid check (subject_kind in ('PERSON', 'INSTITUTION')),
        constraint problem_state_valid check (state in (${STATES})),
        constraint problem_closed_on_some_day check (state not in ('CLOSED', 'CONSOLIDATED') or closed_on is not null)
      )`);
    await db.query('create index problem_institution on problem (institution_code, id)');
    await db.query('create index problem_subject on problem (rule_id, subject)');
    await addVersions(db, ['problem']);
    await scopeRows(db, 'establishment', { problem: byInstitution('institution_code') });
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table problem');
  }
}
