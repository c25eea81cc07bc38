import type { ClientBase } from 'pg';
import { tableOf } from '../database/columns.ts';
import { readTarget, type Target } from '../import/merge/target.ts';
import type { ImportTable } from '../import/table.ts';

const known = new WeakMap<ImportTable, Target>();

/**
 * The table of a command as the database knows it, looked up once per process: its rules change with a migration
 * only, and the database itself holds rows to newer ones.
 */
export const targetOf = async (db: ClientBase, table: ImportTable): Promise<Target> => {
  const target = known.get(table) ?? (await readTarget(db, table));
  known.set(table, target);
  return target;
};

/** The column that numbers the rows of a table: the person's key where a fact is the person. */
export const idColumnOf = ({ table, columnOf }: Target): string => {
  const { columns } = tableOf(table.entity);
  return columns.some(({ property }) => property === 'id') ? 'id' : columnOf(table.key[0] ?? '');
};
