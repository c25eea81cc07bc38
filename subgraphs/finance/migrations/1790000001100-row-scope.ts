import type { MigrationInterface, QueryRunner } from 'typeorm';
import { byInstitution, scopeRows, unscopeRows } from '../../kit/database/row-scope.ts';

const SCOPES = {
  budget_headcount: byInstitution('institution_code'),
  operating_spend: byInstitution('institution_code'),
  payment: byInstitution('institution_code'),
  agency_payment: byInstitution('institution_code'),
  audit_finding: byInstitution('institution_code'),
} as const;

/** Which rows of the base facts a scope has, in finance: all of them are of one institution. */
export class RowScope1790000001100 implements MigrationInterface {
  readonly name = 'RowScope1790000001100';

  async up(db: QueryRunner): Promise<void> {
    await scopeRows(db, 'finance', SCOPES);
  }

  async down(db: QueryRunner): Promise<void> {
    await unscopeRows(db, 'finance', SCOPES);
  }
}
