import type { ClientBase } from 'pg';
import { endRegisteredPeriods } from '../import/merge/succession.ts';
import { equal, list } from '../import/merge/sql.ts';
import type { Target } from '../import/merge/target.ts';
import type { RowValues } from './check.ts';
import { lockSuccessions } from './lock.ts';
import { rowOf, ROWS, rowsJson, withRows } from './rows.ts';

/** A period ends where the next one begins, if that is earlier than what was said. */
const endOfPeriod = ({ table, name, columnsOf, columnOf }: Target): string => {
  const [from, to] = [columnOf('validFrom'), columnOf('validTo')];
  const group = columnsOf(table.succession ?? []);
  return `least(staged.${to}, (select min(later.${from}) from ${name} later
    where ${equal(group, 'later', 'staged')} and later.${from} > staged.${from}))`;
};

const insertSql = (target: Target, columns: readonly string[]): string => {
  const { table, name } = target;
  const key = target.columnsOf(table.key);
  const ends = table.succession === undefined ? undefined : target.columnOf('validTo');
  const values = columns.map((column) => (column === ends ? endOfPeriod(target) : `staged.${column}`));
  // In the order of the key: two commands that bring the same rows wait for each other, and never both.
  const fresh = `, fresh as (
    insert into ${name} (${list(columns)}) select ${values.join(', ')} from ${ROWS} staged order by ${list(key, 'staged')}
    on conflict do nothing returning *
  )`;
  return `${withRows(table.entity, fresh)} select ${rowOf(table.entity, 'fresh')}
    from fresh join ${ROWS} staged on ${equal(key, 'fresh', 'staged')} order by staged.row_number`;
};

/**
 * Registers new rows and what they change of others: each begins where the period before it ends. Rows come back in
 * their order; one that another command has registered meanwhile is missing.
 */
export const insertRows = async (
  db: ClientBase,
  target: Target,
  rows: readonly RowValues[],
): Promise<object[]> => {
  const columns = target.columnsOf(target.table.columns.map(({ property }) => property));
  const group = target.columnsOf(target.table.succession ?? []);
  const json = rowsJson(rows);
  const ending = endRegisteredPeriods(target, '1', ROWS);
  if (ending !== undefined) {
    await lockSuccessions(
      db,
      target,
      rows.map((row) => group.map((column) => row[column] ?? null)),
    );
    await db.query(`${withRows(target.table.entity)} ${ending}`, [json]);
  }
  const { rows: fresh } = await db.query<object>(insertSql(target, columns), [json]);
  return fresh;
};
