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

type Values<Value> = ReadonlyMap<string, Value>;

/** What a statement was sent for. */
interface Answered<Value> {
  readonly read: AskedColumns;
  readonly values: Promise<Values<Value>>;
}

const valueOf = <Value>(values: Values<Value> | undefined, key: string): Value => {
  const value = values?.get(key);
  if (value === undefined) throw new Error('a loader gave fewer values than it was given keys');
  return value;
};

const toMap = async <Value>(
  keys: readonly string[],
  values: Promise<readonly Value[]>,
): Promise<Values<Value>> => {
  const read = await values;
  const map = new Map<string, Value>();
  read.forEach((value, index) => map.set(keys[index] ?? '', value));
  return map;
};

type Read<Value> = (keys: readonly string[], asked: AskedColumns) => Promise<readonly Value[]>;
type LoadMany<Value> = (keys: readonly string[], asked: AskedColumns) => Promise<Value[]>;

/** One loader with one set of arguments: questions of the same tick become one statement, what was read is kept. */
const argumentsLoader = <Value>(read: Read<Value>): LoadMany<Value> => {
  const known = new Map<string, Answered<Value>>();
  const statements = new DataLoader<Question, Values<Value>>(
    async (questions) => {
      const keys = [...new Set(questions.flatMap((question) => question.keys))];
      const asked = allAsked(questions.map((question) => question.asked));
      const answered = { read: asked, values: toMap(keys, read(keys, asked)) };
      for (const key of keys) known.set(key, answered);
      const answer = await answered.values;
      return questions.map(() => answer);
    },
    { cache: false },
  );
  const knows = (key: string, asked: AskedColumns): boolean => {
    const answered = known.get(key);
    return answered !== undefined && covers(answered.read, asked);
  };

  return async (keys, asked) => {
    const missing = keys.filter((key) => !knows(key, asked));
    const fresh = missing.length === 0 ? undefined : statements.load({ keys: missing, asked });
    if (missing.length === keys.length) {
      const values = await fresh;
      return keys.map((key) => valueOf(values, key));
    }
    const sources = keys.map((key) => (knows(key, asked) ? known.get(key)?.values : fresh));
    const arrived = new Map<unknown, Values<Value> | undefined>();
    for (const source of new Set(sources)) arrived.set(source, await source);
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
