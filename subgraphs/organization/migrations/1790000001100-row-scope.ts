import type { MigrationInterface, QueryRunner } from 'typeorm';
import { byInstitution, byRowsOf, scopeRows, unscopeRows } from '../../kit/database/row-scope.ts';

const SCOPES = {
  appointment: byInstitution('institution_code'),
  rank_holding: byInstitution('institution_code'),
  outside_post_approval: byRowsOf('outside_post_approval', 'pid', 'appointment'),
  appraisal: byInstitution('institution_code'),
  merit_point: byInstitution('institution_code'),
  loan: byInstitution('from_institution_code', 'to_institution_code'),
  selection_check: byInstitution('institution_code'),
  training: byRowsOf('training', 'pid', 'appointment'),
} as const;

/** Which rows of the base facts a scope has, in the organization department: by institution, loans by both, or by the institutions that a person was appointed in. */
export class RowScope1790000001100 implements MigrationInterface {
  readonly name = 'RowScope1790000001100';

  async up(db: QueryRunner): Promise<void> {
    await scopeRows(db, 'organization', SCOPES);
  }

  async down(db: QueryRunner): Promise<void> {
    await unscopeRows(db, 'organization', SCOPES);
  }
}
