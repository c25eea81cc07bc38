import type { ClientBase } from 'pg';
import { endRegisteredPeriods } from './succession.ts';
import { equal, list, row, STAGING, FAULTS } from './sql.ts';
import type { Target } from './target.ts';

/** Columns of one import, by what an import may do with them. */
export interface MergeColumns {
  /** Said by the file: taken for new rows and compared with old ones. */
  readonly said: readonly string[];
  /** Not said by the file: taken for new rows only. */
  readonly defaulted: readonly string[];
  /** Encrypted anew each time, or taken from the identity number: never compared, filled in where the register has none. */
  readonly filledIn: readonly string[];
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
const differs = (target: Target, { said, filledIn }: MergeColumns): string => {
  const values = valuesOf(target, said);
  const compared =
    values.length === 0 ? 'false' : `${row(values, 'known')} is distinct from ${row(values, 'staged')}`;
  const missing = target
    .columnsOf(filledIn)
    .map((column) => `(known.${column} is null and staged.${column} is not null)`);
  return [compared, ...missing].join(' or ');
};

const joined = (target: Target): string =>
  `${STAGING} staged left join ${target.name} known on ${equal(target.columnsOf(target.table.key), 'known', 'staged')}`;

const isNew = (target: Target): string => `known.${target.columnOf(target.table.key[0] ?? '')} is null`;

const updating = (target: Target, columns: MergeColumns): string => {
  const assignments = [
    ...valuesOf(target, columns.said).map((column) => `${column} = staged.${column}`),
    ...target
      .columnsOf(columns.filledIn)
      .map((column) => `${column} = coalesce(known.${column}, staged.${column})`),
    'registered_at = now()',
  ];
  return `update ${target.name} known set ${assignments.join(', ')} from ${STAGING} staged
    where ${equal(target.columnsOf(target.table.key), 'known', 'staged')} and (${differs(target, columns)})
    returning 1`;
};

/**
 * Not `on conflict`, which takes twice as long: imports wait for each other, and another writer's row stops this one.
 * In the order of the key, so that each page of its index is touched once.
 */
const inserting = (target: Target, columns: MergeColumns): string => {
  const all = list(target.columnsOf([...columns.said, ...columns.defaulted, ...columns.filledIn]));
  const key = target.columnsOf(target.table.key);
  return `insert into ${target.name} as fresh (${all}) select ${all} from ${STAGING} staged
    where not exists (select from ${target.name} known where ${equal(key, 'known', 'staged')})
    order by ${list(key, 'staged')}
    returning 1`;
};

/** Ends registered periods; how many. */
const endPeriods = async (client: ClientBase, target: Target): Promise<number> => {
  const ending = endRegisteredPeriods(target, '1');
  return ending === undefined ? 0 : ((await client.query(ending)).rowCount ?? 0);
};

/** True when the register knows no key of the file: the usual case of a new month. */
const isAllNew = async (client: ClientBase, target: Target): Promise<boolean> => {
  const key = equal(target.columnsOf(target.table.key), 'known', 'staged');
  const { rowCount } = await client.query(
    `select from ${STAGING} staged join ${target.name} known on ${key} limit 1`,
  );
  return rowCount === 0;
};

/** Nothing to compare and nothing to hand from one statement to the next: a fifth faster. */
const insertAll = async (
  client: ClientBase,
  target: Target,
  columns: MergeColumns,
  ended: number,
): Promise<Merged> => {
  const all = list(target.columnsOf([...columns.said, ...columns.defaulted, ...columns.filledIn]));
  const key = list(target.columnsOf(target.table.key));
  const { rowCount } = await client.query(
    `insert into ${target.name} (${all}) select ${all} from ${STAGING} order by ${key}`,
  );
  return { inserted: rowCount ?? 0, updated: 0, ended };
};

/** Merges the staged rows into the table. */
export const mergeStaging = async (
  client: ClientBase,
  target: Target,
  columns: MergeColumns,
): Promise<Merged> => {
  const ended = await endPeriods(client, target);
  if (await isAllNew(client, target)) return insertAll(client, target, columns, ended);
  const { rows } = await client.query<{ inserted: string; updated: string }>(
    `with updated as (${updating(target, columns)}), inserted as (${inserting(target, columns)})
     select (select count(*) from inserted) as inserted, (select count(*) from updated) as updated`,
  );
  return { inserted: Number(rows[0]?.inserted ?? 0), updated: Number(rows[0]?.updated ?? 0), ended };
};

/** What becomes of a row: `combined` with another row of the same key, or what the register makes of it. */
export type Outcome = 'insert' | 'update' | 'unchanged' | 'combined' | 'rejected';

/** What will become of some rows of the file. */
export const outcomesOf = async (
  client: ClientBase,
  target: Target,
  columns: MergeColumns,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, Outcome>> => {
  const { rows } = await client.query<{ row_number: number; outcome: Outcome }>(
    `select staged.row_number, case when ${isNew(target)} then 'insert' when ${differs(target, columns)} then 'update'
       else 'unchanged' end as outcome from ${joined(target)} where staged.row_number = any($1)
     union all select distinct row_number, 'rejected' from ${FAULTS} where row_number = any($1)`,
    [numbers],
  );
  return new Map(rows.map(({ row_number: number, outcome }) => [number, outcome]));
};
