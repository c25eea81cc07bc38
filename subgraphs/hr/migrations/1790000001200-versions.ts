import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addVersions, dropVersions } from '../../kit/commands/versions.ts';

const TABLES = [
  'person',
  'employment',
  'off_quota_staff',
  'retirement',
  'death',
  'hire',
  'pay_grade',
  'insurance',
  'attendance',
] as const;

/** Versions of the base facts: a command names the one that it changes. */
export class Versions1790000001200 implements MigrationInterface {
  readonly name = 'Versions1790000001200';

  async up(db: QueryRunner): Promise<void> {
    await addVersions(db, TABLES);
  }

  async down(db: QueryRunner): Promise<void> {
    await dropVersions(db, TABLES);
  }
}
