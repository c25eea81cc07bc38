import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addVersions } from '../../kit/commands/versions.ts';
import { byInstitution, scopeRows } from '../../kit/database/row-scope.ts';

/** Plans for the use of posts, and the plan that each entry was approved under. */
export class StaffingPlans1790000003200 implements MigrationInterface {
  readonly name = 'StaffingPlans1790000003200';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table staffing_plan (
        id bigint generated always as identity constraint staffing_plan_pkey primary key,
        number text not null,
        institution_code text not null,
        category text not null,
        way text not null,
        posts integer not null,
        valid_from date not null,
        valid_to date,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint staffing_plan_once unique (number),
        constraint staffing_plan_period_valid check (valid_to > valid_from),
        constraint staffing_plan_posts_not_negative check (posts >= 0)
      )`);
    await db.query('create index staffing_plan_institution on staffing_plan (institution_code, valid_from)');
    await db.query('alter table movement add column plan_number text');
    await db.query('create index movement_plan on movement (plan_number)');
    await addVersions(db, ['staffing_plan']);
    await scopeRows(db, 'establishment', { staffing_plan: byInstitution('institution_code') });
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('alter table movement drop column plan_number');
    await db.query('drop table staffing_plan');
  }
}
