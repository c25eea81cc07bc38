import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Discipline inspection saves versions of rules, too: each says of which department it is. So far only the office did. */
export class RuleAuthors1790000003800 implements MigrationInterface {
  readonly name = 'RuleAuthors1790000003800';

  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `alter table rule_version add column saved_department text not null default 'establishment'`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('alter table rule_version drop column saved_department');
  }
}
