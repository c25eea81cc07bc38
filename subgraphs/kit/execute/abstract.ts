import { inspect } from 'graphql/jsutils/inspect.js';
import { isObjectType, type GraphQLAbstractType, type GraphQLSchema } from 'graphql';
import { fail, type Complete, type Run, type Target } from './column.ts';
import { settle, after, toError } from './maybe.ts';
import { ofSome } from './place.ts';

/** The name of a value's type. */
type TypeNameOf = (value: unknown, run: Run) => unknown;

const byTypename: TypeNameOf = (value) =>
  typeof value === 'object' && value !== null && '__typename' in value ? value.__typename : undefined;

/** What a type's own `resolveType` says; the info that `graphql-js` hands it is not there, see `covers`. */
const typeNameOf = ({ resolveType }: GraphQLAbstractType): TypeNameOf => {
  if (resolveType === undefined || resolveType === null) return byTypename;
  const resolve = resolveType as (value: unknown, context: unknown) => unknown;
  return (value, { context }) => resolve(value, context);
};

/** Checks a type name as `graphql-js` does. */
export const checkTypeName = (
  schema: GraphQLSchema,
  type: GraphQLAbstractType,
  { coordinate }: Target,
  name: unknown,
  value: unknown,
): string => {
  if (name === undefined || name === null)
    throw new Error(
      `Abstract type "${type.name}" must resolve to an Object type at runtime for field "${coordinate}". Either the "${type.name}" type should provide a "resolveType" function or each possible type should provide an "isTypeOf" function.`,
    );
  if (typeof name !== 'string')
    throw new Error(
      `Abstract type "${type.name}" must resolve to an Object type at runtime for field "${coordinate}" with value ${inspect(value)}, received "${inspect(name)}".`,
    );
  const found = schema.getType(name);
  if (found === undefined)
    throw new Error(
      `Abstract type "${type.name}" was resolved to a type "${name}" that does not exist inside the schema.`,
    );
  if (!isObjectType(found))
    throw new Error(`Abstract type "${type.name}" was resolved to a non-object type "${name}".`);
  if (!schema.isSubType(type, found))
    throw new Error(`Runtime Object type "${name}" is not a possible type for "${type.name}".`);
  return name;
};

/** Indexes of the values of each type. */
const byType = (names: readonly (string | undefined)[]): Map<string, number[]> => {
  const groups = new Map<string, number[]>();
  names.forEach((name, index) => {
    if (name === undefined) return;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [index]);
    else group.push(index);
  });
  return groups;
};

/** Completes values whose types are known, type by type; others are left as they are in `completed`. */
export const completeByType = (
  values: readonly unknown[],
  names: readonly (string | undefined)[],
  completed: unknown[],
  selectOf: (name: string) => Complete,
  run: Run,
  place: (index: number) => readonly (string | number)[],
) => {
  const groups = [...byType(names)].map(([name, indexes]) =>
    after(
      selectOf(name)(
        indexes.map((index) => values[index]),
        run,
        ofSome(place, indexes),
      ),
      (selected) => {
        indexes.forEach((at, index) => {
          completed[at] = selected[index];
        });
      },
    ),
  );
  const awaited = groups.filter((group) => group instanceof Promise);
  return after(awaited.length === 0 ? undefined : Promise.all(awaited), () => completed);
};

/** Values of an interface or a union: each as the type that it says. */
export const abstracts = (
  schema: GraphQLSchema,
  type: GraphQLAbstractType,
  selectOf: (name: string) => Complete,
  target: Target,
): Complete => {
  const nameOf = typeNameOf(type);
  const named = (value: unknown, run: Run): unknown => {
    if (value === null || value === undefined || value instanceof Error) return undefined;
    try {
      return nameOf(value, run);
    } catch (thrown) {
      return toError(thrown);
    }
  };
  return (values, run, place) => {
    const completed: unknown[] = [];
    return after(settle(values.map((value) => named(value, run))), (said) => {
      const names = values.map((value, index): string | undefined => {
        completed[index] = null;
        if (value === null || value === undefined) return undefined;
        try {
          for (const error of [value, said[index]]) if (error instanceof Error) throw error;
          return checkTypeName(schema, type, target, said[index], value);
        } catch (thrown) {
          completed[index] = fail(run, target, place, index, thrown);
          return undefined;
        }
      });
      return completeByType(values, names, completed, selectOf, run, place);
    });
  };
};
