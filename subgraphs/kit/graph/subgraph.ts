import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type pg from 'pg';
import { departmentSdl } from '../../../schema/sdl.ts';
import type { Asker } from '../../../schema/sharing.ts';
import { openDatabase, type DatabaseOptions } from '../database/connect.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Department } from '../department.ts';
import { decrypt } from '../identity/cipher.ts';
import { compileOperation } from '../execute/compile.ts';
import { requestContext, type Context } from './context.ts';
import { mergeResolvers } from './resolvers.ts';

/** What the fetches of one client request share in a department: its loaders, its deadline. */
export type RequestScope = Context<Department['loaders']>;

/** An operation compiled once, to be run with the variables and the scope of each request. */
export type Compiled = (
  variables: Readonly<Record<string, unknown>>,
  scope: RequestScope,
) => Promise<ExecutionResult>;

/** A department at work: its schema over its database. */
export interface Subgraph {
  readonly name: Department['name'];
  readonly schema: GraphQLSchema;
  /** Prepares an operation; one that does not fit the schema answers with its errors. */
  readonly compile: (text: string, operationName?: string) => Compiled;
  /** New loaders for one request; when the signal is aborted, the SQL statements under way are cancelled. */
  readonly scope: (signal: AbortSignal, asker?: Asker) => RequestScope;
  /** Throws when the department cannot answer. */
  readonly ready: () => Promise<void>;
  readonly close: () => Promise<void>;
  /** Connections of the application role, for imports. */
  readonly pool: pg.Pool;
}

export interface SubgraphOptions extends DatabaseOptions {
  /** The department's own encryption key, 32 bytes. */
  readonly cipherKey: Buffer;
  /** The day of today, YYYY-MM-DD. */
  readonly today: () => string;
}

/** The executable schema of a department. */
const subgraphSchema = (department: Department): GraphQLSchema =>
  buildSubgraphSchema([
    {
      typeDefs: parse(departmentSdl(department.name)),
      resolvers: mergeResolvers(department.resolvers) as never,
    },
  ]);

/** Opens a department: connects its database and builds its schema. */
export const openSubgraph = (department: Department, options: SubgraphOptions): Subgraph => {
  const database = openDatabase(options);
  const schema = subgraphSchema(department);
  return {
    name: department.name,
    schema,
    compile: (text, operationName) => compileOperation(schema, text, operationName),
    scope: (signal, asker) =>
      requestContext(department.loaders, {
        db: database.reader(signal),
        today: options.today(),
        decrypt: (sealed) => decrypt(options.cipherKey, sealed),
        asker,
        write: (work) => inTransaction(database.pool, work, { signal }),
      }),
    ready: database.ready,
    close: database.close,
    pool: database.pool,
  };
};
