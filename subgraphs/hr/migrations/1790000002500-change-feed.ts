import type { MigrationInterface, QueryRunner } from 'typeorm';
import { feedTables, unfeedTables, type FedTables } from '../../kit/changes/triggers.ts';

const TABLES: FedTables = {
  person: { persons: ['pid'] },
  employment: { persons: ['pid'], institutions: ['institution_code'] },
  off_quota_staff: { persons: ['pid'], institutions: ['institution_code'] },
  retirement: { persons: ['pid'], institutions: ['institution_code'] },
  death: { persons: ['pid'] },
  hire: { persons: ['pid'], institutions: ['institution_code'] },
  pay_grade: { persons: ['pid'] },
  insurance: { persons: ['pid'], institutions: ['payer_code'] },
  attendance: { persons: ['pid'], institutions: ['institution_code'] },
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
