import type { ClientBase } from 'pg';
import type { Target } from '../import/merge/target.ts';

/** Whom a written row is about, and the document behind the writing. */
export interface Touched {
  readonly subject: string | null;
  readonly document: string | null;
}

/** Leaves one row in the change feed for each subject touched. */
export const feedChanges = async (
  db: ClientBase,
  { name }: Target,
  touched: readonly Touched[],
): Promise<void> => {
  await db.query(
    `insert into change (fact, subject, document)
     select $1, subject, max(document) from unnest($2::text[], $3::text[]) as touched (subject, document)
     where subject is not null group by subject`,
    [name, touched.map(({ subject }) => subject), touched.map(({ document }) => document)],
  );
};

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** What a row of the table touches; `document` where it is not the row's own. */
export const touchedBy = ({ table }: Target, row: object, document?: string | null): Touched => {
  const values = new Map<string, unknown>(Object.entries(row));
  return {
    subject: textOf(values.get(table.subject)),
    document: document === undefined ? textOf(values.get('sourceDocument')) : document,
  };
};
