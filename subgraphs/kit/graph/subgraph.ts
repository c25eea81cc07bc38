import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse, type GraphQLSchema } from 'graphql';
import type pg from 'pg';
import { departmentSdl } from '../../../schema/sdl.ts';
import { openDatabase, type DatabaseOptions } from '../database/connect.ts';
import type { Department } from '../department.ts';
import { decrypt } from '../identity/cipher.ts';
import { requestContext, type Context } from './context.ts';
import { mergeResolvers } from './resolvers.ts';

/** A department at work: its schema over its database. */
export interface Subgraph {
  readonly name: Department['name'];
  readonly schema: GraphQLSchema;
  /** New loaders for one request. */
  readonly context: () => Context<Department['loaders']>;
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
  return {
    name: department.name,
    schema: subgraphSchema(department),
    context: () =>
      requestContext(department.loaders, {
        db: database.reader,
        today: options.today(),
        decrypt: (sealed) => decrypt(options.cipherKey, sealed),
      }),
    ready: database.ready,
    close: database.close,
    pool: database.pool,
  };
};
