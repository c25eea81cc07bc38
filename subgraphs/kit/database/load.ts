import DataLoader from 'dataloader';
import { allAsked, covers, type AskedColumns } from './columns-asked.ts';
import type { Reader } from './reader.ts';

/** How a department reads: one flat statement for however many keys. */
export interface LoaderDefinition<Args, Value> {
  /** The value of each key. Rows may have more columns than are asked for, never fewer. */
  readonly batch: (
    db: Reader,
    keys: readonly string[],
    args: Args,
    asked: AskedColumns,
  ) => Promise<readonly Value[]>;
}

/** A loader of one request: equal arguments share one batch and one cache. */
export interface Loader<Args, Value> {
  readonly load: (key: string, args: Args, asked?: AskedColumns) => Promise<Value>;
  /** The value of each key, at the price of one promise for all of them. A key may come twice. */
  readonly loadMany: (keys: readonly string[], args: Args, asked?: AskedColumns) => Promise<Value[]>;
}

/** The loaders of one request over a room's definitions. */
export type LoadersOf<Definitions> = {
  readonly [Name in keyof Definitions]: Definitions[Name] extends LoaderDefinition<infer Args, infer Value>
    ? Loader<Args, Value>
    : never;
};

/** Keys whose values somebody waits for. */
interface Question {
  readonly keys: readonly string[];
  readonly asked: AskedColumns;
}

/** What a statement was sent for, and where the value of each key is among its values. */
interface Answered<Value> {
  readonly read: AskedColumns;
  readonly places: ReadonlyMap<string, number>;
  readonly values: Promise<readonly Value[]>;
}

/** The values of some keys, once they are there. */
type Arrived<Value> = Omit<Answered<Value>, 'values'> & { readonly values: readonly Value[] };

const arrival = async <Value>({ values, ...answered }: Answered<Value>): Promise<Arrived<Value>> => ({
  ...answered,
  values: await values,
});

const valueOf = <Value>(arrived: Arrived<Value> | undefined, key: string): Value => {
  const value = arrived?.values[arrived.places.get(key) ?? -1];
  if (value === undefined) throw new Error('a loader gave fewer values than it was given keys');
  return value;
};

const placesOf = (questions: readonly Question[]): Map<string, number> => {
  const places = new Map<string, number>();
  for (const { keys } of questions)
    for (const key of keys) if (!places.has(key)) places.set(key, places.size);
  return places;
};

type Read<Value> = (keys: readonly string[], asked: AskedColumns) => Promise<readonly Value[]>;
type LoadMany<Value> = (keys: readonly string[], asked: AskedColumns) => Promise<Value[]>;

/** One loader with one set of arguments: questions of the same tick become one statement, what was read is kept. */
const argumentsLoader = <Value>(read: Read<Value>): LoadMany<Value> => {
  const kept: Answered<Value>[] = [];
  const statements = new DataLoader<Question, Arrived<Value>>(
    async (questions) => {
      const places = placesOf(questions);
      const asked = allAsked(questions.map((question) => question.asked));
      const answered = { read: asked, places, values: read([...places.keys()], asked) };
      kept.push(answered);
      const arrived = await arrival(answered);
      return questions.map(() => arrived);
    },
    { cache: false },
  );
  const known = (key: string, asked: AskedColumns): Answered<Value> | undefined =>
    kept.find(({ places, read: had }) => places.has(key) && covers(had, asked));

  return async (keys, asked) => {
    const sources = kept.length === 0 ? undefined : keys.map((key) => known(key, asked));
    const missing = sources === undefined ? keys : keys.filter((_, index) => sources[index] === undefined);
    const fresh = missing.length === 0 ? undefined : await statements.load({ keys: missing, asked });
    if (sources === undefined) return keys.map((key) => valueOf(fresh, key));
    const arrived = new Map<unknown, Arrived<Value> | undefined>([[undefined, fresh]]);
    for (const source of new Set(sources))
      if (source !== undefined) arrived.set(source, await arrival(source));
    return keys.map((key, index) => valueOf(arrived.get(sources[index]), key));
  };
};

const requestLoader = <Args, Value>(
  db: Reader,
  { batch }: LoaderDefinition<Args, Value>,
): Loader<Args, Value> => {
  const byArguments = new Map<string, LoadMany<Value>>();
  const loadMany: Loader<Args, Value>['loadMany'] = async (keys, args, asked) => {
    if (keys.length === 0) return [];
    const signature = JSON.stringify(args);
    const load =
      byArguments.get(signature) ?? argumentsLoader((wanted, columns) => batch(db, wanted, args, columns));
    byArguments.set(signature, load);
    return load(keys, asked);
  };
  return {
    loadMany,
    load: async (key, args, asked) => {
      const [value] = await loadMany([key], args, asked);
      return value as Value;
    },
  };
};

/** New loaders for a request. Each is made when it is first used. */
export const requestLoaders = <
  Definitions extends Readonly<Record<string, LoaderDefinition<never, unknown>>>,
>(
  db: Reader,
  definitions: Definitions,
): LoadersOf<Definitions> => {
  const made = new Map<string, unknown>();
  return new Proxy(definitions, {
    get: (_, name: string) => {
      const definition = definitions[name];
      if (definition === undefined) return undefined;
      if (!made.has(name)) made.set(name, requestLoader(db, definition));
      return made.get(name);
    },
  }) as unknown as LoadersOf<Definitions>;
};
