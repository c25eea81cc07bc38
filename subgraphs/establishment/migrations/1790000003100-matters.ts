import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addVersions } from '../../kit/commands/versions.ts';
import { byInstitution, scopeRows } from '../../kit/database/row-scope.ts';

const SCOPES = {
  matter: byInstitution('institution_code'),
  matter_step: byInstitution('institution_code'),
  matter_authority: 'true',
} as const;

const KINDS = `'INSTITUTION', 'QUOTA', 'LEADER_POSTS', 'STAFFING_PLAN'`;
const LEVELS = `'UNIT', 'OFFICE', 'COMMISSION', 'PARTY_COMMITTEE', 'SUPERIOR'`;

/** Matters with their steps, and the level that each kind of matter needs. */
export class Matters1790000003100 implements MigrationInterface {
  readonly name = 'Matters1790000003100';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table matter (
        id bigint generated always as identity constraint matter_pkey primary key,
        reference text not null,
        kind text not null,
        institution_code text not null,
        title text not null,
        proposed_by text not null,
        proposed_on date not null,
        deciding_level text,
        decided_on date,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint matter_once unique (reference),
        constraint matter_kind_valid check (kind in (${KINDS})),
        constraint matter_deciding_level_valid check (deciding_level in (${LEVELS})),
        constraint matter_decided_by_some_level check ((deciding_level is null) = (decided_on is null))
      )`);
    await db.query('create index matter_institution on matter (institution_code, proposed_on)');
    await db.query(`
      create table matter_step (
        id bigint generated always as identity constraint matter_step_pkey primary key,
        matter_reference text not null,
        institution_code text not null,
        step text not null,
        taken_on date not null,
        body text not null,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint matter_step_once unique (matter_reference, step),
        constraint matter_step_valid check (step in ('MOTION', 'APPRAISAL', 'DECISION', 'IMPLEMENTATION'))
      )`);
    await db.query('create index matter_step_institution on matter_step (institution_code)');
    await db.query(`
      create table matter_authority (
        id bigint generated always as identity constraint matter_authority_pkey primary key,
        kind text not null,
        level text not null,
        valid_from date not null,
        valid_to date,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint matter_authority_once unique (kind, valid_from),
        constraint matter_authority_period_valid check (valid_to > valid_from),
        constraint matter_authority_kind_valid check (kind in (${KINDS})),
        constraint matter_authority_level_valid check (level in (${LEVELS}))
      )`);
    await addVersions(db, Object.keys(SCOPES));
    await scopeRows(db, 'establishment', SCOPES);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table matter_authority, matter_step, matter');
  }
}
