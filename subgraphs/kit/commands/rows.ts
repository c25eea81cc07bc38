// The rows of a command as a relation: no temporary table is made for one of them.
import type { ObjectType } from 'typeorm';
import { tableOf } from '../database/columns.ts';
import type { RowValues } from './check.ts';

/** Name of the relation: the columns of the table, and `row_number`, counted from 0. */
export const ROWS = 'command_row';

/** SQL over the rows of a command, which are `$1` as JSON. */
export const withRows = (entity: ObjectType<object>, more = ''): string => {
  const columns = tableOf(entity).columns.map(({ column, type }) => `${column} ${type}`);
  return `with ${ROWS} as (
    select * from jsonb_to_recordset($1::jsonb) as given (row_number integer, ${columns.join(', ')})
  )${more}`;
};

/** The rows as JSON: numbers stay text, so that none is rounded on the way. */
export const rowsJson = (rows: readonly RowValues[]): string =>
  JSON.stringify(rows.map((row, index) => ({ ...row, row_number: index })));

/** The columns of a relation as a row of the entity's properties. */
export const rowOf = (entity: ObjectType<object>, of: string): string =>
  tableOf(entity)
    .columns.map(({ property, column }) => `${of}.${column} as "${property}"`)
    .join(', ');
