import type { MigrationInterface, QueryRunner } from 'typeorm';
import { feedTables } from '../../kit/changes/triggers.ts';
import { addVersions } from '../../kit/commands/versions.ts';
import { byRowsOf, scopeRows } from '../../kit/database/row-scope.ts';

/** Pensions that social insurance pays; a scope has those of people who work or worked in its institutions. */
export class Pensions1790000003600 implements MigrationInterface {
  readonly name = 'Pensions1790000003600';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table pension_payment (
        id bigint generated always as identity constraint pension_payment_pkey primary key,
        pid text not null,
        month text not null,
        scheme text not null,
        amount_fen bigint not null,
        source_document text,
        registered_at timestamptz not null default now(),
        constraint pension_payment_once unique (pid, month, scheme),
        constraint pension_payment_month_valid check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
        constraint pension_payment_amount_not_negative check (amount_fen >= 0)
      )`);
    await addVersions(db, ['pension_payment']);
    const of = (table: string): string => byRowsOf('pension_payment', 'pid', table);
    await scopeRows(db, 'hr', { pension_payment: `${of('employment')} or ${of('off_quota_staff')}` });
    await feedTables(db, { pension_payment: { persons: ['pid'] } });
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table pension_payment');
  }
}
