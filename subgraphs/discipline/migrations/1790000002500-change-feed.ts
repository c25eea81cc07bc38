import type { MigrationInterface, QueryRunner } from 'typeorm';
import { feedTables, unfeedTables, type FedTables } from '../../kit/changes/triggers.ts';

const TABLES: FedTables = {
  decision: { persons: ['pid'], institutions: ['institution_code'] },
  lead_transfer: { institutions: ['institution_code'], other: 'reference' },
  supervision_proposal: { institutions: ['institution_code'] },
  tour: { other: 'code' },
  tour_unit: { institutions: ['institution_code'] },
  tour_finding: { institutions: ['institution_code'] },
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
