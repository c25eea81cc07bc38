import type { MigrationInterface, QueryRunner } from 'typeorm';
import { feedTables, unfeedTables, type FedTables } from '../../kit/changes/triggers.ts';

const TABLES: FedTables = {
  institution: { institutions: ['code'] },
  division: { other: 'code' },
  internal_body: { institutions: ['institution_code'] },
  duty: { institutions: ['institution_code'] },
  quota: { institutions: ['institution_code'] },
  leader_limit: { institutions: ['institution_code'] },
  off_quota_control: { institutions: ['institution_code'] },
  seat: { persons: ['pid'], institutions: ['institution_code'] },
  movement: { persons: ['pid'], institutions: ['institution_code'] },
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
