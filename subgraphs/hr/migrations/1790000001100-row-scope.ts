import type { MigrationInterface, QueryRunner } from 'typeorm';
import { byInstitution, byRowsOf, scopeRows, unscopeRows } from '../../kit/database/row-scope.ts';

const ofPersons = (table: string): string =>
  `${byRowsOf(table, 'pid', 'employment')} or ${byRowsOf(table, 'pid', 'off_quota_staff')}`;

const SCOPES = {
  person: ofPersons('person'),
  employment: byInstitution('institution_code'),
  off_quota_staff: byInstitution('institution_code'),
  retirement: byInstitution('institution_code'),
  death: ofPersons('death'),
  hire: byInstitution('institution_code'),
  pay_grade: ofPersons('pay_grade'),
  insurance: byInstitution('payer_code'),
  attendance: byInstitution('institution_code'),
} as const;

/** Which rows of the base facts a scope has, in human resources and social security: by institution, by payer, or by the institutions that a person works or worked in. */
export class RowScope1790000001100 implements MigrationInterface {
  readonly name = 'RowScope1790000001100';

  async up(db: QueryRunner): Promise<void> {
    await scopeRows(db, 'hr', SCOPES);
  }

  async down(db: QueryRunner): Promise<void> {
    await unscopeRows(db, 'hr', SCOPES);
  }
}
