import type { ClientBase } from 'pg';
import type { ErrorCode, ErrorDetails } from '../../../schema/errors.ts';
import { equal, list } from '../import/merge/sql.ts';
import type { Target } from '../import/merge/target.ts';
import type { Path } from './fault.ts';
import { ROWS, withRows } from './rows.ts';
import { idColumnOf } from './target.ts';

/** What the database finds wrong with a row of a command. */
export interface RowFault {
  /** Place of the row, from 0. */
  readonly row: number;
  /** Property that it is about; empty for the whole row. */
  readonly property: string;
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
}

/** A question to the rows: SQL that returns `row_number` of each faulty one. */
interface Judgement extends Omit<RowFault, 'row'> {
  readonly sql: string;
}

const judgementsOf = ({ rules, table, columnsOf }: Target): Judgement[] => {
  const key = columnsOf(table.key);
  return [
    ...rules.map(({ name, expression, property }) => ({
      property,
      code: 'ROW_BREAKS_RULE' as const,
      details: { rule: name },
      sql: `select row_number from ${ROWS} where not (${expression})`,
    })),
    ...(table.verifications ?? [])
      .filter(({ warning }) => !warning)
      .map(({ code, property, sql }) => ({ property, code, details: {}, sql: sql(ROWS) })),
    {
      property: '',
      code: 'FACT_REPEATED',
      details: {},
      sql: `select row_number from (
        select row_number, row_number() over (partition by ${list(key)} order by row_number) as time
        from ${ROWS} where num_nulls(${list(key)}) = 0
      ) repeated where time > 1`,
    },
  ];
};

/** What is wrong with rows by the rules of their table, its verifications, and each other, as an import sees it. */
export const judgeRows = async (db: ClientBase, target: Target, rows: string): Promise<RowFault[]> => {
  const judgements = judgementsOf(target);
  const questions = judgements.map(
    ({ sql }, index) => `select found.row_number, ${index} as judgement from (${sql}) found`,
  );
  const { rows: found } = await db.query<{ row_number: number; judgement: number }>(
    `${withRows(target.table.entity)} ${questions.join(' union all ')} order by 1, 2`,
    [rows],
  );
  return found.flatMap(({ row_number: row, judgement }) => {
    const { property = '', code, details = {} } = judgements[judgement] ?? {};
    return code === undefined ? [] : [{ row, property, code, details }];
  });
};

/** A registered row with the key of a row of the command. */
export interface KnownRow {
  readonly row: number;
  readonly id: string;
  readonly version: number;
}

/** The rows whose keys are registered already; `lock` keeps them as they are until the command is over. */
export const knownRows = async (
  db: ClientBase,
  target: Target,
  rows: string,
  lock = '',
): Promise<KnownRow[]> => {
  const { rows: found } = await db.query<KnownRow>(
    `${withRows(target.table.entity)} select staged.row_number as row, known.${idColumnOf(target)}::text as id, known.version
     from ${ROWS} staged join ${target.name} known on ${equal(target.columnsOf(target.table.key), 'known', 'staged')}
     order by 1 ${lock}`,
    [rows],
  );
  return found;
};

/** The faults of known rows, at the places of their rows. */
export const knownFaults = (known: readonly KnownRow[], placeOf: (row: number) => Path) =>
  known.map(({ row, id, version }) => ({
    path: placeOf(row),
    code: 'FACT_KNOWN' as const,
    details: { id, version },
  }));
