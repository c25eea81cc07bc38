import type { ClientBase } from 'pg';
import type { Target } from '../import/merge/target.ts';
import { sayDocument } from '../changes/document.ts';
import { rowOf, ROWS, withRows } from './rows.ts';
import { idColumnOf } from './target.ts';

/** Writes some columns of one registered row, which the command has locked; `rows` is the whole row as it will be. */
export const updateRow = async (
  db: ClientBase,
  target: Target,
  { id, rows, properties, document }: RowUpdate,
): Promise<object[]> => {
  if (document !== undefined) await sayDocument(db, document);
  const assignments = target.columnsOf(properties).map((column) => `${column} = staged.${column}`);
  const { rows: updated } = await db.query<object>(
    `${withRows(target.table.entity)}
     update ${target.name} known set ${[...assignments, 'registered_at = now()'].join(', ')}
     from ${ROWS} staged where known.${idColumnOf(target)} = $2 returning ${rowOf(target.table.entity, 'known')}`,
    [rows, id],
  );
  return updated;
};

/** What becomes of a registered row. */
export interface RowUpdate {
  readonly id: string;
  /** See `withRows`. */
  readonly rows: string;
  /** Properties that are written. */
  readonly properties: readonly string[];
  /** Number of the document behind the change; where it is left out, that of the row. */
  readonly document?: string | undefined;
}
