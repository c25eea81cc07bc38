import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Changed rows of a statement; both what was and what is where rows were changed. */
const CHANGED_ROWS = `case tg_op
    when 'INSERT' then 'select * from new_rows'
    when 'DELETE' then 'select * from old_rows'
    else 'select * from old_rows union all select * from new_rows'
  end`;

/**
 * The change feed in an order that it can be followed by. Numbers of rows are drawn before their transactions end, so a
 * reader who went by them alone would miss whoever ends late. Rows are therefore in the order of their transactions and
 * told once no older one is under way (`pg_snapshot_xmin`).
 */
export class ChangeFeed1790000000970 implements MigrationInterface {
  readonly name = 'ChangeFeed1790000000970';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table change
        add column subject_kind text not null default 'OTHER',
        add column transaction xid8 not null default pg_current_xact_id(),
        add constraint change_subject_kind_valid check (subject_kind in ('PERSON', 'INSTITUTION', 'OTHER'))`);
    await db.query('create index change_order on change (transaction, id)');
    // Arguments of the trigger: the column of the document or an empty text, then pairs of a kind of subject and its column.
    await db.query(`
      create function feed_change() returns trigger language plpgsql as $$
      declare
        changed text := ${CHANGED_ROWS};
        said text := case tg_argv[0] when '' then 'null::text' else quote_ident(tg_argv[0]) end;
        parts text[] := '{}';
      begin
        for place in 1 .. tg_nargs - 2 by 2 loop
          parts := parts || format('select %L as kind, %I::text as subject, %s as document from (%s) as changed',
            tg_argv[place], tg_argv[place + 1], said, changed);
        end loop;
        execute format('insert into %I.change (fact, subject_kind, subject, document)
          select %L, kind, subject, coalesce($1, max(document)) from (%s) as touched
          where subject is not null group by kind, subject', tg_table_schema, tg_table_name, array_to_string(parts, ' union all '))
          using nullif(current_setting('fournets.document', true), '');
        return null;
      end $$`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop function feed_change');
    await db.query('drop index change_order');
    await db.query(
      'alter table change drop constraint change_subject_kind_valid, drop column transaction, drop column subject_kind',
    );
  }
}
