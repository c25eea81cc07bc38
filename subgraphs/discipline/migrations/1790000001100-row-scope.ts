import type { MigrationInterface, QueryRunner } from 'typeorm';
import { byInstitution, byRowsOf, scopeRows, unscopeRows } from '../../kit/database/row-scope.ts';

const SCOPES = {
  decision: byInstitution('institution_code'),
  lead_transfer: byInstitution('institution_code'),
  supervision_proposal: byInstitution('institution_code'),
  tour: byRowsOf('tour', 'code', 'tour_unit', 'tour_code'),
  tour_unit: byInstitution('institution_code'),
  tour_finding: byInstitution('institution_code'),
} as const;

/** Which rows of the base facts a scope has, in discipline inspection: by institution, and tours by the institutions that they visit. */
export class RowScope1790000001100 implements MigrationInterface {
  readonly name = 'RowScope1790000001100';

  async up(db: QueryRunner): Promise<void> {
    await scopeRows(db, 'discipline', SCOPES);
  }

  async down(db: QueryRunner): Promise<void> {
    await unscopeRows(db, 'discipline', SCOPES);
  }
}
