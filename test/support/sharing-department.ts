// A department that answers askers by the agreements in its database.
import pg from 'pg';
import { departmentSdl } from '../../schema/sdl.ts';
import type { Asker } from '../../schema/sharing.ts';
import { exactTypes, poolReader } from '../../subgraphs/kit/database/reader.ts';
import { scopedRoleOf } from '../../subgraphs/kit/database/row-scope.ts';
import { migrate } from '../../subgraphs/kit/database/migrate.ts';
import type { Department } from '../../subgraphs/kit/department.ts';
import { openSubgraph } from '../../subgraphs/kit/graph/subgraph.ts';
import { shareClasses } from '../../schema/catalogue.ts';
import type { GuardOf } from '../../subgraphs/kit/sharing/guard.ts';
import { guardsOf } from '../../subgraphs/kit/sharing/guards.ts';
import { openSnapshots, type SnapshotOptions, type Snapshots } from '../../subgraphs/kit/sharing/snapshot.ts';
import { createDatabase } from './cluster.ts';
import { CIPHER_KEY, TODAY } from './department.ts';

/** What came back: the data, and the error codes with their details. */
export interface SharingAnswer {
  readonly data: Readonly<Record<string, Readonly<Record<string, unknown>> | null>>;
  readonly errors: readonly Readonly<Record<string, unknown>>[];
}

/** A department under test, with what it looks at of its agreements. */
export interface SharingDepartment {
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** Asks for somebody; undefined as the department itself. */
  readonly ask: (asker: Asker | undefined, query: string, variables?: object) => Promise<SharingAnswer>;
  readonly guardOf: GuardOf;
  /** Another look at the same agreements, as another process has it. */
  readonly look: (options?: Partial<SnapshotOptions>) => Snapshots;
  readonly query: (sql: string, values?: readonly unknown[]) => Promise<Record<string, unknown>[]>;
  readonly close: () => Promise<void>;
}

/** Opens a department with empty tables. */
export const openSharingDepartment = async (department: Department): Promise<SharingDepartment> => {
  const database = await createDatabase(department.name);
  await migrate(database.ownerUrl, department);
  const pool = new pg.Pool({ connectionString: database.appUrl, types: exactTypes });
  pool.on('error', () => undefined);
  const scopedRole = scopedRoleOf(department.name);
  const looks: Snapshots[] = [];
  const look = (options: Partial<SnapshotOptions> = {}): Snapshots => {
    const made = openSnapshots({
      reader: (signal) => poolReader({ pool, signal, cancel: () => undefined, scopedRole }),
      ...options,
    });
    looks.push(made);
    return made;
  };
  const classes = shareClasses(departmentSdl(department.name));
  const today = (): string => TODAY;
  // Its clock runs so fast that every decision looks first.
  let time = 0;
  const snapshots = look({ now: () => (time += 1001) });
  const guardOf = guardsOf({ owner: department.name, classes, snapshots, today });
  const subgraph = openSubgraph(department, {
    url: database.appUrl,
    cipherKey: CIPHER_KEY,
    today,
    guardOf,
    classOf: (coordinate) => classes.get(coordinate) ?? 'WITHHELD',
  });
  return {
    ...database,
    look,
    guardOf,
    ask: async (asker, query, variables = {}) => {
      const scope = subgraph.scope(new AbortController().signal, asker);
      const { data, errors = [] } = await subgraph.compile(query)({ ...variables }, scope);
      return {
        data: (data ?? {}) as SharingAnswer['data'],
        errors: errors.map(({ extensions, message }) => ({ message, ...extensions })),
      };
    },
    query: async (sql, values = []) => (await pool.query(sql, [...values])).rows as Record<string, unknown>[],
    close: async () => {
      await Promise.all(looks.map((made) => made.close()));
      await subgraph.close();
      await pool.end();
      await database.drop();
    },
  };
};
