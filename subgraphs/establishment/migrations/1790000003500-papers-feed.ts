import type { MigrationInterface, QueryRunner } from 'typeorm';
import { feedTables, unfeedTables, type FedTables } from '../../kit/changes/triggers.ts';

const TABLES: FedTables = {
  matter: { institutions: ['institution_code'] },
  matter_step: { institutions: ['institution_code'] },
  matter_authority: { other: 'kind' },
  staffing_plan: { institutions: ['institution_code'] },
  report_duty: { institutions: ['institution_code'] },
  report: { institutions: ['institution_code'] },
  problem: { institutions: ['institution_code', 'owner_code'] },
};

/** Matters, plans, reports and problems tell their changes, too. */
export class PapersFeed1790000003500 implements MigrationInterface {
  readonly name = 'PapersFeed1790000003500';

  async up(db: QueryRunner): Promise<void> {
    await feedTables(db, TABLES);
  }

  async down(db: QueryRunner): Promise<void> {
    await unfeedTables(db, TABLES);
  }
}
