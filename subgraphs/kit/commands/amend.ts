import type { ClientBase } from 'pg';
import { CodedError } from '../../../schema/errors.ts';
import type { CheckMeans } from '../import/check/checker.ts';
import { textChecker } from '../import/check/texts.ts';
import type { Target } from '../import/merge/target.ts';
import type { ImportTable } from '../import/table.ts';
import { checkValues, type RowValues } from './check.ts';
import { refuseFaults, type CommandFault } from './fault.ts';
import { rowAt, type Fields } from './given.ts';
import { judgeRows } from './judge.ts';
import { keepImportsOut, lockSuccessions } from './lock.ts';
import { targetOf } from './target.ts';
import { timeFaults } from './times.ts';
import { updateRow } from './update.ts';

/** A change of a registered row. */
export interface Amendment {
  readonly table: ImportTable;
  readonly id: string;
  /** The version that the client takes for the present one. */
  readonly version: number;
  readonly fields: Fields;
  /** Number of the document behind the change, for the change feed. The row keeps the one that it was registered by. */
  readonly document: string | null | undefined;
  /** Day of the row before which none of the fields may lie. */
  readonly notBefore?: string | undefined;
}

const ID = /^[1-9]\d{0,17}$/;

const unknown = (): CodedError => new CodedError('FACT_UNKNOWN');

const lockGroup = async (db: ClientBase, target: Target, id: string): Promise<void> => {
  const { succession } = target.table;
  if (succession === undefined) return;
  const texts = target.columnsOf(succession).map((column) => `${column}::text`);
  const { rows } = await db.query<{ group: string[] }>(
    `select array[${texts.join(', ')}] as group from ${target.name} where id = $1`,
    [id],
  );
  await lockSuccessions(
    db,
    target,
    rows.map(({ group }) => group),
  );
};

/** The row as it will be, as JSON of rows; the registered row is locked. */
const changedRow = async (
  db: ClientBase,
  { name }: Target,
  { id, version }: Amendment,
  changes: RowValues,
): Promise<string> => {
  const { rows } = await db.query<{ rows: string; version: number }>(
    `select jsonb_build_array(to_jsonb(known) || $2::jsonb || '{"row_number": 0}')::text as rows, version
     from ${name} known where id = $1 for update`,
    [id, JSON.stringify(changes)],
  );
  const [found] = rows;
  if (found === undefined) throw unknown();
  if (found.version !== version) throw new CodedError('VERSION_STALE', { current: found.version, version });
  return found.rows;
};

const documentFaults = (document: string | null | undefined): CommandFault[] => {
  const read = textChecker(false)(document ?? '');
  return typeof read === 'string' ? [] : [{ path: ['documentNumber'], ...read }];
};

/** Changes one registered row that is still as the client saw it. */
export const amendRow = async (
  db: ClientBase,
  amendment: Amendment,
  means: CheckMeans,
): Promise<object[]> => {
  const { table, id, fields, document } = amendment;
  if (!ID.test(id)) throw unknown();
  const target = await targetOf(db, table);
  await keepImportsOut(db, target);
  await lockGroup(db, target, id);
  const columns = table.columns.filter(({ property }) => property in fields);
  const given = rowAt(fields, []);
  const checked = checkValues(target, columns, [given], means);
  const rows = await changedRow(db, target, amendment, checked.rows[0] ?? {});
  const judged = await judgeRows(db, target, rows);
  const [first = ''] = Object.keys(fields);
  refuseFaults([
    ...checked.faults,
    ...documentFaults(document),
    ...judged.map(({ property, code, details }) => ({
      path: [property in fields ? property : first],
      code,
      details,
    })),
    ...(await timeFaults(db, target, rows, { fields: Object.keys(fields), notBefore: amendment.notBefore })),
  ]);
  return updateRow(db, target, {
    id,
    rows,
    properties: Object.keys(fields),
    ...(typeof document === 'string' ? { document } : {}),
  });
};
