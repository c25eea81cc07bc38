import type { ClientBase } from 'pg';
import { tableOf } from '../../database/columns.ts';
import type { NumberLimits } from '../check/numbers.ts';
import type { ImportTable } from '../table.ts';

/** A check constraint of the table: what the database would refuse, known before it does. */
export interface Rule {
  readonly name: string;
  readonly expression: string;
  /** Property of the first column it speaks of. */
  readonly property: string;
}

/** The table that an import goes into, as the database knows it. */
export interface Target {
  readonly table: ImportTable;
  readonly name: string;
  readonly columns: readonly string[];
  readonly columnOf: (property: string) => string;
  readonly columnsOf: (properties: readonly string[]) => readonly string[];
  readonly rules: readonly Rule[];
  readonly limitsOf: (property: string) => NumberLimits;
}

/** Digits of a decimal column that declares none. */
const ANY_DECIMAL: NumberLimits = { whole: 30, decimals: 10 };

const RULES = `
  select constraint_.conname as name, pg_get_expr(constraint_.conbin, constraint_.conrelid) as expression,
         coalesce((select attname from pg_attribute where attrelid = conrelid and attnum = conkey[1]), '') as column
  from pg_constraint constraint_ where conrelid = $1::regclass and contype = 'c'`;

const DECIMALS = `
  select attname as column, ((atttypmod - 4) >> 16) & 65535 as precision, (atttypmod - 4) & 65535 as scale
  from pg_attribute where attrelid = $1::regclass and atttypid = 'numeric'::regtype and atttypmod > 4`;

/** Looks up the table of an import: its columns, and the rules and digits that it holds its rows to. */
export const readTarget = async (client: ClientBase, table: ImportTable): Promise<Target> => {
  const { name, columns } = tableOf(table.entity);
  const byProperty = new Map(columns.map(({ property, column }) => [property, column]));
  const columnOf = (property: string): string => {
    const column = byProperty.get(property);
    if (column === undefined) throw new Error(`${table.name}: the entity has no property ${property}`);
    return column;
  };
  const propertyOf = (column: string): string =>
    columns.find((known) => known.column === column)?.property ?? '';
  const rules = await client.query<{ name: string; expression: string; column: string }>(RULES, [name]);
  const decimals = await client.query<{ column: string; precision: number; scale: number }>(DECIMALS, [name]);
  const limits = new Map(
    decimals.rows.map(({ column, precision, scale }) => [
      propertyOf(column),
      { whole: precision - scale, decimals: scale },
    ]),
  );
  return {
    table,
    name,
    columns: columns.map(({ column }) => column),
    columnOf,
    columnsOf: (properties) => properties.map(columnOf),
    rules: rules.rows.map((rule) => ({ ...rule, property: propertyOf(rule.column) })),
    limitsOf: (property) => limits.get(property) ?? ANY_DECIMAL,
  };
};
