// A department over a database of its own, with rows written by hand and its statements recorded.
import type { GraphQLError } from 'graphql';
import pg, { escapeIdentifier } from 'pg';
import type { Asker } from '../../schema/sharing.ts';
import { dataSource, migrate } from '../../subgraphs/kit/database/migrate.ts';
import type { Statement } from '../../subgraphs/kit/database/reader.ts';
import type { Department } from '../../subgraphs/kit/department.ts';
import { openSubgraph, type Subgraph, type SubgraphOptions } from '../../subgraphs/kit/graph/subgraph.ts';
import { createDatabase } from './cluster.ts';

/** The day that counts as today in these tests. */
export const TODAY = '2026-06-15';
/** The encryption key of every department in these tests. */
export const CIPHER_KEY = Buffer.alloc(32, 7);

/** A row by column names; what is left out has the column's default. */
export type TestRow = Readonly<Record<string, unknown>>;

/** What came back for a query, and the SQL statements it took. */
export interface Answer {
  readonly data: Readonly<Record<string, unknown>> | null | undefined;
  readonly errors: readonly GraphQLError[] | undefined;
  readonly statements: readonly Statement[];
}

/** A department under test. */
export interface TestDepartment {
  readonly subgraph: Subgraph;
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** SQL statements that loaders have sent. */
  readonly statements: Statement[];
  readonly insert: (table: string, rows: readonly TestRow[]) => Promise<void>;
  /** What the department answers; without an asker it asks itself. */
  readonly ask: (
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    asker?: Asker,
  ) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

const insertRows = async (client: pg.Client, table: string, rows: readonly TestRow[]): Promise<void> => {
  for (const row of rows) {
    const columns = Object.keys(row);
    const places = columns.map((_, index) => `$${index + 1}`);
    await client.query(
      `insert into ${escapeIdentifier(table)} (${columns.map(escapeIdentifier).join(', ')}) values (${places.join(', ')})`,
      Object.values(row),
    );
  }
};

/** Makes what a department answers others by; told where its database is. */
export type TestGuard = (
  appUrl: string,
) => Partial<Pick<SubgraphOptions, 'guardOf' | 'accessLog' | 'classOf'>>;

/** Opens a department with empty tables. */
export const openDepartment = async (
  department: Department,
  guard: TestGuard = () => ({}),
): Promise<TestDepartment> => {
  const database = await createDatabase(department.name);
  await migrate(database.ownerUrl, department);
  const statements: Statement[] = [];
  const subgraph = openSubgraph(department, {
    url: database.appUrl,
    cipherKey: CIPHER_KEY,
    pidKey: CIPHER_KEY,
    today: () => TODAY,
    onStatement: (statement) => statements.push(statement),
    onBroken: () => undefined,
    ...guard(database.appUrl),
  });
  const client = new pg.Client({ connectionString: database.appUrl });
  await client.connect();
  return {
    subgraph,
    ownerUrl: database.ownerUrl,
    appUrl: database.appUrl,
    statements,
    insert: (table, rows) => insertRows(client, table, rows),
    ask: async (source, variableValues = {}, asker = undefined) => {
      statements.length = 0;
      const scope = subgraph.scope(new AbortController().signal, asker);
      const { data, errors } = await subgraph.compile(source)(variableValues, scope);
      return { data, errors, statements: [...statements] };
    },
    close: async () => {
      await client.end();
      await subgraph.close();
      await database.drop();
    },
  };
};

/** Statements that TypeORM would run to make the tables fit the entities: none when they fit. */
export const pendingStatements = async (
  { ownerUrl }: TestDepartment,
  department: Department,
): Promise<string[]> => {
  const source = await dataSource(ownerUrl, department).initialize();
  try {
    return (await source.driver.createSchemaBuilder().log()).upQueries.map(({ query }) => query);
  } finally {
    await source.destroy();
  }
};
