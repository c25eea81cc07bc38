import { clean } from '../import/map/fold.ts';
import { NO_MAPPING } from '../import/map/mapping.ts';
import type { MappedTable } from '../import/map/cells.ts';
import type { CheckMeans } from '../import/check/checker.ts';
import { rowChecker, type Value } from '../import/check/rows.ts';
import type { Target } from '../import/merge/target.ts';
import type { ImportColumn } from '../import/table.ts';
import type { CommandFault } from './fault.ts';
import type { Fields, GivenRow } from './given.ts';

/** Fields that stand for properties of another name, e.g. an identity number in clear for the person's key. */
export type Aliases = Readonly<Record<string, string>>;

/** Values as Postgres takes them, by column. */
export type RowValues = Readonly<Record<string, Value>>;

/** Rows that were checked value by value; a faulty value is null and told. */
export interface CheckedRows {
  readonly rows: readonly RowValues[];
  readonly faults: readonly CommandFault[];
}

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';

/** An input as the import sees a file: each column of the table has a cell of its own. */
const mappedTable = (
  columns: readonly ImportColumn[],
  fieldOf: (property: string) => string,
): MappedTable => ({
  columns: columns.map((column, index) => ({
    column,
    take: (cells) => clean(cells[index] ?? ''),
    headers: [fieldOf(column.property)],
    defaulted: false,
  })),
  ignored: [],
  passes: () => true,
});

const refuseUnknown = (fields: Fields, known: ReadonlySet<string>, table: string): void => {
  for (const [field, value] of Object.entries(fields))
    if (value !== undefined && !known.has(field))
      throw new Error(`${table}: no column takes the field ${field}`);
};

/**
 * Checks the values of rows as an import into the same table does. `columns` are those that the rows may fill: one
 * that no field was given for has its default.
 */
export const checkValues = (
  target: Target,
  columns: readonly ImportColumn[],
  given: readonly GivenRow[],
  means: CheckMeans,
  aliases: Aliases = {},
): CheckedRows => {
  const fieldOf = (property: string): string => aliases[property] ?? property;
  const fieldNames = columns.map(({ property }) => fieldOf(property));
  const known = new Set(fieldNames);
  const check = rowChecker({
    ...means,
    table: target.table,
    mapped: mappedTable(columns, fieldOf),
    mapping: NO_MAPPING,
    headers: columns.length,
    limitsOf: target.limitsOf,
    warn: () => undefined,
  });
  const names = target.columnsOf(columns.map(({ property }) => property));
  const faults: CommandFault[] = [];
  const rows = given.map(({ fields, pathOf }, index): RowValues => {
    refuseUnknown(fields, known, target.table.name);
    const cells = fieldNames.map((field) => textOf(fields[field]));
    const checked = check({ number: index, cells });
    for (const { property, code, details } of checked.faults ?? [])
      faults.push({ path: pathOf(fieldOf(property)), code, details });
    return Object.fromEntries(names.map((name, place) => [name, checked.values[place] ?? null]));
  });
  return { rows, faults };
};
