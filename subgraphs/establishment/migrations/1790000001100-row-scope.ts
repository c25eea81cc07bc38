import type { MigrationInterface, QueryRunner } from 'typeorm';
import { byInstitution, scopeRows, unscopeRows } from '../../kit/database/row-scope.ts';

const SCOPES = {
  institution: byInstitution('code'),
  division: 'true',
  internal_body: byInstitution('institution_code'),
  duty: byInstitution('institution_code'),
  quota: byInstitution('institution_code'),
  leader_limit: byInstitution('institution_code'),
  off_quota_control: byInstitution('institution_code'),
  seat: byInstitution('institution_code'),
  movement: byInstitution('institution_code'),
} as const;

/** Which rows of the base facts a scope has, in the establishment office: by institution; the division of the country is public. */
export class RowScope1790000001100 implements MigrationInterface {
  readonly name = 'RowScope1790000001100';

  async up(db: QueryRunner): Promise<void> {
    await scopeRows(db, 'establishment', SCOPES);
  }

  async down(db: QueryRunner): Promise<void> {
    await unscopeRows(db, 'establishment', SCOPES);
  }
}
