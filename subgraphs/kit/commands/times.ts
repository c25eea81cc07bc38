// When a change of a registered row can have happened.
import type { ClientBase } from 'pg';
import { fault } from '../import/check/fault.ts';
import { equal } from '../import/merge/sql.ts';
import type { Target } from '../import/merge/target.ts';
import type { CommandFault } from './fault.ts';
import { ROWS, withRows } from './rows.ts';

/** What of a row was changed. */
export interface Changed {
  /** The fields that were written. */
  readonly fields: readonly string[];
  /** Property with the day before which none of them may lie. */
  readonly notBefore: string | undefined;
}

/** SQL for the day that a field lies before, if it does. */
const earlySql = ({ columnOf }: Target, field: string, notBefore: string): string =>
  `select ${columnOf(notBefore)}::text as than from ${ROWS} where ${columnOf(field)} < ${columnOf(notBefore)}`;

/** SQL for the beginning of the next period, where the row as it will be lasts beyond it. */
const nextSql = ({ name, columnOf, columnsOf }: Target, succession: readonly string[]): string => {
  const [from, to] = [columnOf('validFrom'), columnOf('validTo')];
  return `select min(later.${from})::text as than from ${name} later join ${ROWS} staged
    on ${equal(columnsOf(succession), 'later', 'staged')} and later.${from} > staged.${from}
    where later.${from} < coalesce(staged.${to}, 'infinity') having count(*) > 0`;
};

/** What is wrong with the days of a row as it will be; `rows` is that row. */
export const timeFaults = async (
  db: ClientBase,
  target: Target,
  rows: string,
  { fields, notBefore }: Changed,
): Promise<CommandFault[]> => {
  const { entity, succession, columns } = target.table;
  const isDay = (field: string): boolean =>
    columns.some(({ property, type }) => property === field && type === 'date');
  const faults: CommandFault[] = [];
  const note = async (field: string, code: CommandFault['code'], sql: string): Promise<void> => {
    const found = await db.query<{ than: string }>(`${withRows(entity)} ${sql}`, [rows]);
    for (const { than } of found.rows) faults.push({ path: [field], ...fault(code, { than }) });
  };
  if (notBefore !== undefined)
    for (const field of fields.filter(isDay))
      await note(field, 'DAY_TOO_EARLY', earlySql(target, field, notBefore));
  if (succession !== undefined) await note('validTo', 'PERIOD_OVERLAPS', nextSql(target, succession));
  return faults;
};
