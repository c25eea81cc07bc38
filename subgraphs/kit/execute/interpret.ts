// What is not compiled: `graphql-js` runs it, over resolvers that stand behind the same guard.
import {
  defaultFieldResolver,
  execute,
  isObjectType,
  locatedError,
  responsePathAsArray,
  type DocumentNode,
  type GraphQLError,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { coversSchema } from './covers.ts';
import { givenIn, writtenIn } from './filters.ts';
import { decideField, isGuarded, noAccesses, type Accesses, type Guarding } from './guarding.ts';
import { isDerived, replaceResolver, resolverOf, type AnyField } from './reads.ts';
import type { References } from './reference.ts';
import { limitation, refusal } from './refusal.ts';
import { guardedResult, type GuardedResult } from './result.ts';
import { narrowed, scopingOf, type Institutions } from './scoping.ts';
import { argumentProperties, isEmpty, keyProperties, rowProperties, type Touched } from './subjects.ts';

type Path = GraphQLResolveInfo['path'];

/** One guarded run. */
interface Guarded {
  readonly guarding: Guarding;
  readonly accesses: Accesses;
  readonly sharing: GraphQLError[];
  readonly touched: Touched[];
  /** Institutions that the objects of a field were read within. */
  readonly read: WeakMap<Path, Institutions>;
}

/** Where a run stands in the context that resolvers are given. */
const GUARDED = Symbol('guarded');

const guardedIn = (context: unknown): Guarded | undefined =>
  typeof context === 'object' && context !== null
    ? (Reflect.get(context, GUARDED) as Guarded | undefined)
    : undefined;

/** The place of the field whose object this is a field of; indexes of lists have no type. */
const above = (path: Path): Path | undefined => {
  let at = path.prev;
  while (at !== undefined && at.typename === undefined) at = at.prev;
  return at;
};

const touch = (
  type: GraphQLObjectType,
  field: AnyField,
  parent: unknown,
  args: unknown,
  info: GraphQLResolveInfo,
  { guarding, touched }: Guarded,
): void => {
  if (guarding.isRecorded === undefined) return;
  const [node] = info.fieldNodes;
  const ofArguments =
    node === undefined || info.path.prev !== undefined ? undefined : argumentProperties(field, node);
  const ofObject = info.path.prev === undefined ? keyProperties(type) : rowProperties(type);
  if (ofArguments !== undefined && !isEmpty(ofArguments))
    touched.push({ properties: ofArguments, objects: [args] });
  if (!isEmpty(ofObject)) touched.push({ properties: ofObject, objects: [parent] });
};

const objectAgain = async (again: References, parent: unknown, context: unknown): Promise<unknown> =>
  again(parent, context);

/** The resolver of a field behind the guard of the run; without one, the resolver itself. */
const guardField = (type: GraphQLObjectType, field: AnyField): void => {
  const own = resolverOf(field) ?? defaultFieldResolver;
  const coordinate = `${type.name}.${field.name}`;
  replaceResolver(field, (parent, args, context, info) => {
    const run = guardedIn(context);
    if (run === undefined) return own(parent, args, context, info);
    const { guarding, sharing, read } = run;
    // What a command is given is no choice among rows.
    const [node] = info.fieldNodes;
    const isCommand = type === info.schema.getMutationType();
    const given =
      node === undefined || isCommand ? [] : givenIn(type, field, writtenIn(node, info.variableValues));
    const decision = decideField(type, field, given, guarding, run.accesses);
    touch(type, field, parent, args, info, run);
    if (decision.kind === 'REFUSED') throw refusal(guarding.owner, decision);
    const parentField = above(info.path);
    const readWithin = parentField === undefined ? undefined : read.get(parentField);
    if (decision.kind === 'SERVED') {
      read.set(info.path, isDerived(field) ? readWithin : undefined);
      return own(parent, args, context, info);
    }
    const { admits, again, institutions, limits } = scopingOf(type, field, decision.institutions, readWithin);
    read.set(info.path, isDerived(field) && again === undefined ? readWithin : institutions);
    if (limits)
      sharing.push(
        locatedError(limitation(guarding.owner, coordinate), info.fieldNodes, responsePathAsArray(info.path)),
      );
    if (!admits(parent)) throw refusal(guarding.owner, { coordinate, reason: 'OUT_OF_SCOPE' });
    const narrow = narrowed(context, institutions);
    if (again === undefined) return own(parent, args, narrow, info);
    return objectAgain(again, parent, narrow).then((object) =>
      object === null || object === undefined ? null : own(object, args, narrow, info),
    );
  });
};

/** Puts a guard before every field of a schema. It lets everything pass where a run has none. */
export const guardSchema = (schema: GraphQLSchema): GraphQLSchema => {
  // Known before anybody hosts the schema: Apollo Server puts resolvers of its own before those of the department.
  coversSchema(schema);
  for (const type of Object.values(schema.getTypeMap()))
    if (isObjectType(type))
      for (const field of Object.values(type.getFields()))
        if (isGuarded(type, field)) guardField(type, field);
  return schema;
};

/** Runs an operation as `graphql-js` does. */
export const interpret =
  (schema: GraphQLSchema, document: DocumentNode, operationName?: string) =>
  async (
    variableValues: Readonly<Record<string, unknown>>,
    contextValue: unknown,
    guarding?: Guarding,
  ): Promise<GuardedResult> => {
    const request = { schema, document, variableValues, operationName };
    if (guarding === undefined) return execute({ ...request, contextValue });
    const run: Guarded = {
      guarding,
      accesses: noAccesses(),
      sharing: [],
      touched: [],
      read: new WeakMap(),
    };
    const context = { ...(contextValue as object), [GUARDED]: run };
    const { data, errors = [] } = await execute({ ...request, contextValue: context });
    if (data === undefined) return { errors };
    return guardedResult(data, { ...run, errors }, run.accesses, guarding);
  };
