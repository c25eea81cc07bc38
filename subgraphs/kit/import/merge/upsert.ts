import type { ClientBase } from 'pg';
import { endRegisteredPeriods } from './succession.ts';
import { equal, list, row, STAGING } from './sql.ts';
import type { Target } from './target.ts';

/** Columns of one import, by what an import may do with them. */
export interface MergeColumns {
  /** Said by the file: taken for new rows and compared with old ones. */
  readonly said: readonly string[];
  /** Not said by the file: taken for new rows only. */
  readonly defaulted: readonly string[];
  /** Encrypted anew each time, so never compared: filled in where the register has none. */
  readonly encrypted: readonly string[];
}

/** What became of the staged rows. */
export interface Merged {
  readonly inserted: number;
  readonly updated: number;
  /** Registered periods that a later one of the file ended. */
  readonly ended: number;
}

const valuesOf = (target: Target, properties: readonly string[]): readonly string[] =>
  target.columnsOf(properties.filter((property) => !target.table.key.includes(property)));

/** True for a staged row that says something else than the registered row of its key. */
const differs = (target: Target, { said, encrypted }: MergeColumns): string => {
  const values = valuesOf(target, said);
  const compared = values.length === 0 ? 'false' : `${row(values, 'known')} is distinct from ${row(values, 'staged')}`;
  const missing = target.columnsOf(encrypted).map((column) => `(known.${column} is null and staged.${column} is not null)`);
  return [compared, ...missing].join(' or ');
};

const joined = (target: Target): string =>
  `${STAGING} staged left join ${target.name} known on ${equal(target.columnsOf(target.table.key), 'known', 'staged')}`;

const isNew = (target: Target): string => `known.${target.columnOf(target.table.key[0] ?? '')} is null`;

const assignments = (target: Target, { said, encrypted }: MergeColumns): string =>
  [
    ...valuesOf(target, said).map((column) => `${column} = excluded.${column}`),
    ...target.columnsOf(encrypted).map((column) => `${column} = coalesce(known.${column}, excluded.${column})`),
    'registered_at = now()',
  ].join(', ');

const merging = (target: Target, columns: MergeColumns, returning: string): string => {
  const key = target.columnsOf(target.table.key);
  const all = target.columnsOf([...columns.said, ...columns.defaulted, ...columns.encrypted]);
  return `insert into ${target.name} as known (${list(all)})
    select ${list(all, 'staged')} from ${joined(target)}
    where ${isNew(target)} or ${differs(target, columns)} order by ${list(key, 'staged')}
    on conflict (${list(key)}) do update set ${assignments(target, columns)}
    returning ${returning}, (xmax = 0) as inserted`;
};

/** Merges the staged rows into the table and leaves one row in the change feed for each subject touched. */
export const mergeStaging = async (client: ClientBase, target: Target, columns: MergeColumns): Promise<Merged> => {
  const document = target.columns.includes('source_document') ? 'source_document' : 'null::text';
  const returning = (of: string): string =>
    `${of}.${target.columnOf(target.table.subject)} as subject, ${document === 'source_document' ? `${of}.source_document` : document} as document`;
  const ending = endRegisteredPeriods(target, returning('ended'));
  const ended = ending === undefined ? { rows: [] } : await client.query<{ subject: string | null; document: string | null }>(ending);
  const { rows } = await client.query<{ inserted: string; updated: string }>(
    `with merged as (${merging(target, columns, returning('known'))}), fed as (
       insert into change (fact, subject, document)
       select $1, subject, max(document) from (
         select subject, document from merged
         union all select * from unnest($2::text[], $3::text[])
       ) touched where subject is not null group by subject
     ) select count(*) filter (where inserted) as inserted, count(*) filter (where not inserted) as updated from merged`,
    [target.name, ended.rows.map(({ subject }) => subject), ended.rows.map((touched) => touched.document)],
  );
  return { inserted: Number(rows[0]?.inserted ?? 0), updated: Number(rows[0]?.updated ?? 0), ended: ended.rows.length };
};

/** What will become of some staged rows. */
export const outcomesOf = async (
  client: ClientBase,
  target: Target,
  columns: MergeColumns,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, 'insert' | 'update' | 'unchanged'>> => {
  const { rows } = await client.query<{ row_number: number; outcome: 'insert' | 'update' | 'unchanged' }>(
    `select staged.row_number, case when ${isNew(target)} then 'insert' when ${differs(target, columns)} then 'update'
       else 'unchanged' end as outcome from ${joined(target)} where staged.row_number = any($1)`,
    [numbers],
  );
  return new Map(rows.map(({ row_number: number, outcome }) => [number, outcome]));
};
