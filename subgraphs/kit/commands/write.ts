import type { ClientBase } from 'pg';
import type { CheckMeans } from '../import/check/checker.ts';
import type { Target } from '../import/merge/target.ts';
import type { ImportTable } from '../import/table.ts';
import { checkValues, type Aliases, type CheckedRows } from './check.ts';
import { refuseFaults, type CommandFault, type Path } from './fault.ts';
import type { GivenRow } from './given.ts';
import { insertRows } from './insert.ts';
import { judgeRows, knownFaults, knownRows, type RowFault } from './judge.ts';
import { keepImportsOut } from './lock.ts';
import { rowsJson } from './rows.ts';
import { targetOf } from './target.ts';

/** New rows of one table. */
export interface NewRows {
  readonly table: ImportTable;
  readonly given: readonly GivenRow[];
  readonly aliases?: Aliases | undefined;
}

/** Rows on their way into a table: checked by themselves, among each other, and against the rules. */
export interface Prepared {
  readonly target: Target;
  readonly checked: CheckedRows;
  readonly faults: readonly CommandFault[];
  readonly placeOf: (row: number) => Path;
}

/** The faults of rows at the places of the fields that they are about. */
const placed = (found: readonly RowFault[], { given, aliases = {} }: NewRows): CommandFault[] =>
  found.map(({ row, property, code, details }) => {
    const field = property === '' ? undefined : (aliases[property] ?? property);
    return { path: given[row]?.pathOf(field) ?? [], code, details };
  });

/** Checks rows as an import into the table would, without a stop at the first fault. */
export const prepareRows = async (db: ClientBase, rows: NewRows, means: CheckMeans): Promise<Prepared> => {
  const { table, given, aliases } = rows;
  const target = await targetOf(db, table);
  await keepImportsOut(db, target);
  const checked = checkValues(target, table.columns, given, means, aliases);
  const judged = await judgeRows(db, target, rowsJson(checked.rows));
  return {
    target,
    checked,
    faults: [...checked.faults, ...placed(judged, rows)],
    placeOf: (row) => given[row]?.pathOf() ?? [],
  };
};

const known = async (db: ClientBase, { target, checked, placeOf }: Prepared): Promise<CommandFault[]> =>
  knownFaults(await knownRows(db, target, rowsJson(checked.rows)), placeOf);

const insert = async (db: ClientBase, prepared: Prepared): Promise<object[]> => {
  const { target, checked } = prepared;
  const fresh = await insertRows(db, target, checked.rows);
  // Another command was quicker with one of them.
  if (fresh.length < checked.rows.length) refuseFaults(await known(db, prepared));
  return fresh;
};

/** Registers new rows of one table or of several, all or none of them; those of the first come back. */
export const writeNew = async (
  db: ClientBase,
  tables: readonly NewRows[],
  means: CheckMeans,
): Promise<object[]> => {
  const prepared: Prepared[] = [];
  const faults: CommandFault[] = [];
  for (const rows of tables) {
    const one = await prepareRows(db, rows, means);
    prepared.push(one);
    faults.push(...one.faults, ...(await known(db, one)));
  }
  refuseFaults(faults);
  const written: object[][] = [];
  for (const one of prepared) written.push(await insert(db, one));
  return written[0] ?? [];
};
