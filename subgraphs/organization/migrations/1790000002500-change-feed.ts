import type { MigrationInterface, QueryRunner } from 'typeorm';
import { feedTables, unfeedTables, type FedTables } from '../../kit/changes/triggers.ts';

const TABLES: FedTables = {
  appointment: { persons: ['pid'], institutions: ['institution_code'] },
  rank_holding: { persons: ['pid'], institutions: ['institution_code'] },
  outside_post_approval: { persons: ['pid'] },
  appraisal: { persons: ['pid'], institutions: ['institution_code'] },
  merit_point: { persons: ['pid'], institutions: ['institution_code'] },
  loan: { persons: ['pid'], institutions: ['from_institution_code', 'to_institution_code'] },
  selection_check: { persons: ['pid'], institutions: ['institution_code'] },
  training: { persons: ['pid'] },
};

/** Whoever writes a fact, by whichever way, its change is told. */
export class ChangeFeed1790000002500 implements MigrationInterface {
  readonly name = 'ChangeFeed1790000002500';

  async up(db: QueryRunner): Promise<void> {
    await feedTables(db, TABLES);
  }

  async down(db: QueryRunner): Promise<void> {
    await unfeedTables(db, TABLES);
  }
}
