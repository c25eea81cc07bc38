import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type pg from 'pg';
import { shareClasses, type ShareClasses } from '../../../schema/catalogue.ts';
import { departmentSdl } from '../../../schema/sdl.ts';
import type { Asker } from '../../../schema/sharing.ts';
import { openDatabase, type DatabaseOptions } from '../database/connect.ts';
import { scopedRoleOf } from '../database/row-scope.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Department } from '../department.ts';
import { decrypt, encrypt } from '../identity/cipher.ts';
import { pidOf, type Pid } from '../identity/pid.ts';
import { compileOperation } from '../execute/compile.ts';
import { guardSchema } from '../execute/interpret.ts';
import { explainResolvers } from '../sharing/explain.ts';
import type { GuardOf } from '../sharing/guard.ts';
import { openOwnGuards } from '../sharing/own.ts';
import { changeResolvers } from '../changes/resolvers.ts';
import { accessLogResolvers } from '../access-log/resolvers.ts';
import { sharingResolvers } from '../sharing/resolvers.ts';
import { answerSupposing } from '../supposing/answer.ts';
import { taskResolvers } from '../tasks/resolvers.ts';
import { requestContext, type Context } from './context.ts';
import { guardedRun, recorded, type GuardOptions, type Unrecorded } from './guarded.ts';
import { mergeResolvers } from './resolvers.ts';

/** What the fetches of one client request share in a department: its loaders, its deadline. */
export type RequestScope = Context<Department['loaders']>;

/** An operation compiled once, to be run with the variables and the scope of each request. */
export type Compiled<Answer = ExecutionResult> = (
  variables: Readonly<Record<string, unknown>>,
  scope: RequestScope,
) => Promise<Answer>;

/** The same for whoever records answers before they leave, those of one question together. */
export type CompiledUnrecorded = Compiled<Unrecorded>;

/** A department at work: its schema over its database. */
export interface Subgraph {
  readonly name: Department['name'];
  readonly schema: GraphQLSchema;
  /** Prepares an operation; one that does not fit the schema answers with its errors. What it answers is recorded. */
  readonly compile: (text: string, operationName?: string) => Compiled;
  /** The same, with what is kept of an answer while it waits to be recorded. */
  readonly compileKept: <Kept>(
    text: string,
    operationName: string | undefined,
    keep: (answer: ExecutionResult) => Kept,
  ) => Compiled<Kept>;
  /** Prepares an operation whose answers are still to be recorded. */
  readonly compileUnrecorded: (text: string, operationName?: string) => CompiledUnrecorded;
  /** New loaders for one request; when the signal is aborted, the SQL statements under way are cancelled. */
  readonly scope: (signal: AbortSignal, asker?: Asker) => RequestScope;
  /** Throws when the department cannot answer. */
  readonly ready: () => Promise<void>;
  readonly close: () => Promise<void>;
  /** Connections of the application role, for imports. */
  readonly pool: pg.Pool;
}

export interface SubgraphOptions extends DatabaseOptions, Partial<GuardOptions> {
  /** The department's own encryption key, 32 bytes. */
  readonly cipherKey: Buffer;
  /** The district's key of person keys, 32 bytes; without it no person can be registered. */
  readonly pidKey?: Buffer;
  /** The day of today, YYYY-MM-DD. */
  readonly today: () => string;
}

const personKey = ({ pidKey }: SubgraphOptions, identity: string): Pid => {
  if (pidKey === undefined) throw new Error('the department was opened without the key of person keys');
  return pidOf(pidKey, identity);
};

/** The executable schema of a department: its rooms, and what every owner answers about its sharing. */
const subgraphSchema = (
  { name, resolvers }: Department,
  sdl: string,
  classes: ShareClasses,
  guardOf: GuardOf,
): GraphQLSchema => {
  const typeDefs = parse(sdl);
  const owner = [
    sharingResolvers({ owner: name, classes }),
    explainResolvers({ owner: name, guardOf, schema: () => schema }),
    taskResolvers(name),
    accessLogResolvers(name),
    changeResolvers(name),
  ];
  const merged = mergeResolvers([...resolvers, ...owner]);
  const schema: GraphQLSchema = buildSubgraphSchema([{ typeDefs, resolvers: merged as never }]);
  return schema;
};

/** Opens a department: connects its database and builds its schema. */
export const openSubgraph = (department: Department, options: SubgraphOptions): Subgraph => {
  const database = openDatabase({ ...options, scopedRole: scopedRoleOf(department.name) });
  const sdl = departmentSdl(department.name);
  const classes = shareClasses(sdl);
  const guards = openOwnGuards({ owner: department.name, classes, database, today: options.today });
  const { guardOf = guards.guardOf } = options;
  const schema = guardSchema(subgraphSchema(department, sdl, classes, guardOf));
  const runGuarded = guardedRun(department.name, {
    classOf: (coordinate) => classes.get(coordinate) ?? 'WITHHELD',
    ...options,
    guardOf,
  });
  const compileUnrecorded: Subgraph['compileUnrecorded'] = (text, operationName) => {
    const operation = compileOperation(schema, text, operationName);
    const answer: CompiledUnrecorded = async (variables, scope) =>
      scope.asker === undefined
        ? { answer: await operation(variables, scope) }
        : runGuarded(operation, variables, scope, scope.asker);
    return (variables, requested) =>
      requested.asker?.supposed === undefined
        ? answer(variables, requested)
        : answerSupposing(department, requested, (scope) => answer(variables, scope));
  };
  let running = 0;
  const compileKept: Subgraph['compileKept'] = (text, operationName, keep) => {
    const run = compileUnrecorded(text, operationName);
    return async (variables, scope) => {
      running += 1;
      const answer = await run(variables, scope).finally(() => (running -= 1));
      return recorded(answer, running, keep);
    };
  };
  return {
    name: department.name,
    schema,
    compile: (text, operationName) => compileKept(text, operationName, (answer) => answer),
    compileKept,
    compileUnrecorded,
    scope: (signal, asker) =>
      requestContext(department.loaders, {
        db: database.reader(signal),
        today: options.today(),
        decrypt: (sealed) => decrypt(options.cipherKey, sealed),
        seal: (text) => encrypt(options.cipherKey, text),
        pidOf: (identity) => personKey(options, identity),
        asker,
        write: (work) => inTransaction(database.pool, work, { signal }),
        attempt: (work) => database.attempt(signal, work),
      }),
    ready: database.ready,
    close: async () => {
      await guards.close();
      await database.close();
    },
    pool: database.pool,
  };
};
