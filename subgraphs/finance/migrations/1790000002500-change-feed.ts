import type { MigrationInterface, QueryRunner } from 'typeorm';
import { feedTables, unfeedTables, type FedTables } from '../../kit/changes/triggers.ts';

const TABLES: FedTables = {
  budget_headcount: { institutions: ['institution_code'] },
  operating_spend: { institutions: ['institution_code'] },
  payment: { persons: ['pid'], institutions: ['institution_code'] },
  agency_payment: { institutions: ['institution_code'] },
  audit_finding: { institutions: ['institution_code'] },
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
