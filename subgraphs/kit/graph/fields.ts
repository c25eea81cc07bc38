import type { AskedColumns } from '../database/columns-asked.ts';
import type { Loader } from '../database/load.ts';

/**
 * How the fields of a department are written. A field is answered for all its objects of a level at once, so that a
 * hundred persons cost one call and one promise; the same resolvers work one object at a time under `graphql-js`.
 */

/** Properties of its object's row that a field reads; `rows` where what is selected below it are fields of rows. */
export type Reads = readonly string[] | 'rows';

/**
 * Answers a field for many objects: a value for each, in order; an `Error` for one that fails alone. `asked`: columns
 * that the query wants of the rows.
 */
export type Many<Parent, Args, Context, Value> = (
  parents: readonly Parent[],
  args: Args,
  context: Context,
  asked: AskedColumns,
) => Promise<readonly (Value | Error)[]> | readonly (Value | Error)[];

/** A resolver that says which properties it reads: others are not read from the database for it. */
export interface Reading {
  readonly reads: Reads;
}

/** A resolver for `graphql-js`, and for many objects at once. */
export interface Field<Parent, Args, Context, Value> extends Reading {
  (parent: Parent, args: Args, context: Context): Promise<Value>;
  readonly many: Many<Parent, Args, Context, Value>;
}

/** A field made from these properties of its row, and from nothing that has to be loaded. */
export const reading = <Resolve extends object>(
  reads: readonly string[],
  resolve: Resolve,
): Resolve & Reading => Object.assign(resolve, { reads });

/** A field whose objects are the rows of its parent, e.g. the nodes of a page. */
export const ofRows = <Resolve extends object>(resolve: Resolve): Resolve & Reading =>
  Object.assign(resolve, { reads: 'rows' as const });

const oneOf = async <Value>(
  values: Promise<readonly (Value | Error)[]> | readonly (Value | Error)[],
): Promise<Value> => {
  const [value] = await values;
  if (value instanceof Error) throw value;
  return value as Value;
};

/** A field that is answered for many objects at once. */
export const batch = <Parent, Args, Context, Value>(
  reads: readonly string[],
  many: Many<Parent, Args, Context, Value>,
): Field<Parent, Args, Context, Value> =>
  Object.assign(
    (parent: Parent, args: Args, context: Context) => oneOf(many([parent], args, context, undefined)),
    { many, reads },
  );

/** A root field: there is one parent, and nothing in it. */
export const root = <Args, Context, Value>(
  read: (args: Args, context: Context, asked: AskedColumns) => Promise<Value>,
): Field<unknown, Args, Context, Value> =>
  batch([], async (parents, args, context, asked) => {
    const value = await read(args, context, asked);
    return parents.map(() => value);
  });

/** Finds the entities that other departments mention, many at once. */
export interface ReferenceResolver<Reference, Context, Value> {
  (reference: Reference, context: Context): Promise<Value>;
  readonly many: (
    references: readonly Reference[],
    context: Context,
    asked: AskedColumns,
  ) => Promise<readonly (Value | Error)[]> | readonly (Value | Error)[];
}

/** A `__resolveReference` that answers many references at once. */
export const references = <Reference, Context, Value>(
  many: ReferenceResolver<Reference, Context, Value>['many'],
): ReferenceResolver<Reference, Context, Value> =>
  Object.assign((reference: Reference, context: Context) => oneOf(many([reference], context, undefined)), {
    many,
  });

interface WithLoaders<Loaders> {
  readonly loaders: Loaders;
}
type ArgumentsOf<L> = L extends Loader<infer Args, infer _Value> ? Args : never;
type ValueOf<L> = L extends Loader<infer _Args, infer Value> ? Value : never;
type Keyed<Key extends string> = { readonly [Name in Key]: string };

/** How a department writes fields whose values its loaders read. */
export interface LoadedFields<Loaders, Context> {
  /** What a loader has for the key in a property of the object, with the arguments of the field. */
  <Name extends keyof Loaders, Key extends string>(
    loader: Name,
    key: Key,
  ): Field<Keyed<Key>, ArgumentsOf<Loaders[Name]>, Context, ValueOf<Loaders[Name]>>;
  /** The same with arguments made from those of the field. */
  <Name extends keyof Loaders, Key extends string, Args>(
    loader: Name,
    key: Key,
    argumentsOf: (args: Args, context: Context) => ArgumentsOf<Loaders[Name]>,
  ): Field<Keyed<Key>, Args, Context, ValueOf<Loaders[Name]>>;
}

/** The fields that a department's loaders answer. */
export const loadedFields =
  <Loaders, Context extends WithLoaders<Loaders>>(): LoadedFields<Loaders, Context> =>
  (
    name: keyof Loaders,
    key: string,
    argumentsOf: (args: unknown, context: Context) => unknown = (args: unknown) => args,
  ) =>
    batch(
      [key],
      (parents: readonly Readonly<Record<string, string>>[], args: unknown, context: Context, asked) => {
        const loader = context.loaders[name] as Loader<unknown, never>;
        const keys = parents.map((parent) => parent[key] ?? '');
        return loader.loadMany(keys, argumentsOf(args, context), asked);
      },
    );

/** Answers items group by group, e.g. by the day that each stands for; the answers come in the items' order. */
export const inGroups = async <Item, Value>(
  items: readonly Item[],
  groupOf: (item: Item) => string,
  answer: (group: string, items: readonly Item[]) => Promise<readonly Value[]>,
): Promise<Value[]> => {
  const places = new Map<string, number[]>();
  items.forEach((item, index) => {
    const group = groupOf(item);
    const known = places.get(group);
    if (known === undefined) places.set(group, [index]);
    else known.push(index);
  });
  const answers: Value[] = [];
  await Promise.all(
    [...places].map(async ([group, indexes]) => {
      const values = await answer(
        group,
        items.filter((item) => groupOf(item) === group),
      );
      indexes.forEach((place, index) => {
        answers[place] = values[index] as Value;
      });
    }),
  );
  return answers;
};
