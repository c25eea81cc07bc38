import pg, { type Client, type ClientConfig } from 'pg';
import { DEPARTMENT_NAMES, type DepartmentName } from '../../../schema/departments.ts';
import { CodedError } from '../../../schema/errors.ts';
import type { Case } from '../cases/recipe.ts';
import type { Chunk } from '../build.ts';
import type { District } from '../generate.ts';
import { TABLES } from '../rows/tables.ts';
import { copyRows, mergeRows } from './copy.ts';
import { withoutIndexes } from '../../kit/database/without-indexes.ts';
import { markOf } from './mark.ts';
import { cancelRuns } from './runs.ts';
import { plantSharing } from './sharing.ts';

/** Databases to plant into, each as the role that owns its tables. Departments left out are not touched. */
export type Targets = Readonly<Partial<Record<DepartmentName, ClientConfig>>>;

export interface PlantOptions {
  readonly district: District;
  readonly targets: Targets;
  /** Told after each chunk how many people are in. */
  readonly onProgress?: (people: number) => void;
  /** Empties the tables first; where left out, facts that are there stop the planting. */
  readonly replace?: boolean;
}

export interface Planted {
  /** Departments that were planted now; those that had the same district already are left out. */
  readonly departments: readonly DepartmentName[];
  readonly rows: number;
  readonly cases: readonly Case[];
}

/** Tables with a row per person and month: their indexes are made after the rows, which is quicker at every size. */
const LARGE = new Set(['attendance', 'payment']);

/** Values kept per column by `analyze`: enough for tables whose values are spread evenly, at a third of the time. */
const STATISTICS_TARGET = 30;

/** A department under planting: one connection, one transaction. */
interface Bed {
  readonly department: DepartmentName;
  readonly client: Client;
  readonly restoreIndexes: () => Promise<void>;
  rows: number;
}

const tablesOf = (department: DepartmentName): [table: string, columns: string][] =>
  Object.entries(TABLES[department]);

const isMarked = async (client: Client, mark: string): Promise<boolean> => {
  const { rowCount } = await client.query("select from import_batch where fact = 'demo' and file_name = $1", [
    mark,
  ]);
  return rowCount !== 0;
};

/** What stays where facts are replaced: a ledger, which the next run of the rules puts right. */
const KEPT: ReadonlySet<string> = new Set(['finding']);

/** Tables of facts: empty before a district is planted. */
const factTablesOf = (department: DepartmentName): string[] =>
  tablesOf(department).flatMap(([table]) => (KEPT.has(table) ? [] : [table]));

const refuseFacts = async (client: Client, department: DepartmentName): Promise<void> => {
  for (const table of factTablesOf(department)) {
    const { rowCount } = await client.query(`select from ${table} limit 1`);
    if (rowCount !== 0) throw new CodedError('DEMO_NOT_EMPTY', { department, table });
  }
};

const clear = async (client: Client, department: DepartmentName): Promise<void> => {
  await client.query(`truncate ${factTablesOf(department).join(', ')}`);
  await client.query('delete from import_batch');
  if (department === 'establishment') await cancelRuns(client);
};

/**
 * COPY writes past row-level security only where it is not forced upon the owner of a table. And a district that is
 * planted is no news: nobody has followed it before.
 */
export const openTables = async (
  client: Client,
  department: DepartmentName,
  state: 'OPEN' | 'AS_USUAL',
): Promise<void> => {
  const changes =
    state === 'OPEN'
      ? 'no force row level security, disable trigger user'
      : 'force row level security, enable trigger user';
  const tables = tablesOf(department).map(([table]) => table);
  await client.query(tables.map((table) => `alter table ${table} ${changes}`).join(';\n'));
};

const prepare = async (
  client: Client,
  department: DepartmentName,
  { district, replace }: PlantOptions,
): Promise<Bed | undefined> => {
  await client.query('begin');
  await client.query('lock table import_batch in share row exclusive mode');
  if (!replace && (await isMarked(client, markOf(district)))) return undefined;
  await (replace ? clear(client, department) : refuseFacts(client, department));
  const large = tablesOf(department).flatMap(([table]) => (LARGE.has(table) ? [table] : []));
  await openTables(client, department, 'OPEN');
  const restoreIndexes = await withoutIndexes(client, large);
  return { department, client, restoreIndexes, rows: 0 };
};

const sow = async (bed: Bed, { rows }: Chunk): Promise<void> => {
  for (const [table, columns] of tablesOf(bed.department)) {
    const found = rows.get(table);
    if (found === undefined) continue;
    await (KEPT.has(table) ? mergeRows : copyRows)(bed.client, table, columns, found.bytes);
    bed.rows += found.count;
  }
};

const finish = async (
  { client, department, restoreIndexes, rows }: Bed,
  district: District,
): Promise<void> => {
  await restoreIndexes();
  await openTables(client, department, 'AS_USUAL');
  await plantSharing(client, department);
  const mark = markOf(district);
  await client.query(
    `insert into import_batch (fact, file_name, file_sha256, inserted, updated, unchanged, rejected)
     values ('demo', $1, encode(sha256(convert_to($1, 'UTF8')), 'hex'), $2, 0, 0, 0)`,
    [mark, rows],
  );
  await client.query('commit');
  await client.query(`set default_statistics_target = ${STATISTICS_TARGET}`);
  await client.query(
    `analyze ${tablesOf(department)
      .map(([table]) => table)
      .join(', ')}`,
  );
};

/** Sends each chunk to all departments at once; the next one is made while Postgres takes it in. */
const sowAll = async (beds: readonly Bed[], { district, onProgress }: PlantOptions): Promise<Case[]> => {
  const cases: Case[] = [];
  let sown: Promise<unknown> = Promise.resolve();
  for (const chunk of district.chunks()) {
    await sown;
    sown = Promise.all(beds.map((bed) => sow(bed, chunk)));
    // A failure is seen at the next `await sown`; until then it must not count as unhandled.
    sown.catch(() => undefined);
    // Lets the rows leave before the next chunk takes the thread.
    await new Promise((resolve) => setImmediate(resolve));
    cases.push(...chunk.cases);
    onProgress?.(chunk.people);
  }
  await sown;
  return cases;
};

const settled = async (work: readonly Promise<unknown>[]): Promise<void> => {
  for (const result of await Promise.allSettled(work)) if (result.status === 'rejected') throw result.reason;
};

/** True when the database holds exactly this district. */
export const isPlanted = async (district: District, target: ClientConfig): Promise<boolean> => {
  const client = new pg.Client(target);
  await client.connect();
  try {
    return await isMarked(client, markOf(district));
  } finally {
    await client.end();
  }
};

/**
 * Plants a district into empty databases: all of a department's facts in one transaction. After a crash between two
 * departments the same call plants those that are missing, and leaves those that are complete.
 */
export const plantDistrict = async (options: PlantOptions): Promise<Planted> => {
  const open = DEPARTMENT_NAMES.flatMap((department) => {
    const target = options.targets[department];
    return target === undefined ? [] : [{ department, client: new pg.Client(target) }];
  });
  try {
    await settled(open.map(({ client }) => client.connect()));
    const prepared = await Promise.all(
      open.map(({ client, department }) => prepare(client, department, options)),
    );
    const beds = prepared.filter((bed) => bed !== undefined);
    const cases = beds.length === 0 ? [] : await sowAll(beds, options);
    await settled(beds.map((bed) => finish(bed, options.district)));
    return {
      departments: beds.map(({ department }) => department),
      rows: beds.reduce((sum, { rows }) => sum + rows, 0),
      cases,
    };
  } finally {
    // Ending a connection rolls its transaction back where it is still open.
    await Promise.all(open.map(({ client }) => client.end()));
  }
};
