// The tables of all five departments in one database, a schema for each: where the rules' oracles can join them.
import pg from 'pg';
import { DataSource } from 'typeorm';
import { DEPARTMENT_NAMES, type DepartmentName } from '../../../schema/departments.ts';
import type { Targets } from '../../../subgraphs/demo/plant/plant.ts';
import { discipline } from '../../../subgraphs/discipline/main.ts';
import { establishment } from '../../../subgraphs/establishment/main.ts';
import { finance } from '../../../subgraphs/finance/main.ts';
import { hr } from '../../../subgraphs/hr/main.ts';
import { KitTables1790000000000 } from '../../../subgraphs/kit/migrations/1790000000000-kit-tables.ts';
import { Sharing1790000000600 } from '../../../subgraphs/kit/migrations/1790000000600-sharing.ts';
import { ChangeFeed1790000000970 } from '../../../subgraphs/kit/migrations/1790000000970-change-feed.ts';
import { Commands1790000000800 } from '../../../subgraphs/kit/migrations/1790000000800-commands.ts';
import { organization } from '../../../subgraphs/organization/main.ts';
import { createDatabase, type TestDatabase } from '../cluster.ts';

const DEPARTMENTS = { establishment, discipline, organization, hr, finance };

/** One database with a schema for each department. */
export interface MergedDatabase {
  /** To plant into: a connection of each department finds its own schema. */
  readonly targets: Targets;
  /** Connection string under which a department finds its own schema. */
  readonly urlOf: (name: DepartmentName) => string;
  readonly query: (sql: string, values?: readonly unknown[]) => Promise<Record<string, unknown>[]>;
  /** Sends a statement as a department, whose triggers find its own tables. */
  readonly queryAs: (
    name: DepartmentName,
    sql: string,
    values?: readonly unknown[],
  ) => Promise<Record<string, unknown>[]>;
  readonly close: () => Promise<void>;
}

const migrateSchema = async (url: string, name: DepartmentName, options: string): Promise<void> => {
  const source = await new DataSource({
    type: 'postgres',
    url,
    schema: name,
    migrations: [
      KitTables1790000000000,
      Sharing1790000000600,
      Commands1790000000800,
      ChangeFeed1790000000970,
      ...DEPARTMENTS[name].migrations,
    ],
    extra: { options },
  }).initialize();
  await source.runMigrations({ transaction: 'all' });
  await source.destroy();
};

/** Opens a merged database with empty tables, in an empty database that is dropped with it. */
export const openMerged = async (empty?: TestDatabase): Promise<MergedDatabase> => {
  const database = empty ?? (await createDatabase('establishment'));
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  const targets: Partial<Record<DepartmentName, pg.ClientConfig>> = {};
  for (const name of DEPARTMENT_NAMES) {
    const options = `-c search_path=${name}`;
    await client.query(`create schema ${name}`);
    await migrateSchema(database.ownerUrl, name, options);
    targets[name] = { connectionString: database.ownerUrl, options };
  }
  return {
    targets,
    urlOf: (name) => `${database.ownerUrl}?options=${encodeURIComponent(`-c search_path=${name}`)}`,
    query: async (sql, values = []) => (await client.query(sql, [...values])).rows,
    queryAs: async (name, sql, values = []) => {
      const own = new pg.Client(targets[name]);
      await own.connect();
      try {
        return (await own.query(sql, [...values])).rows;
      } finally {
        await own.end();
      }
    },
    close: async () => {
      await client.end();
      await database.drop();
    },
  };
};
