import type { GraphQLObjectType } from 'graphql';
import type { AskedColumns } from '../database/columns-asked.ts';
import { settle, toError, type Maybe } from './maybe.ts';

/** A type's `__resolveReference`: finds entities by their keys. */
export interface References {
  (key: unknown, context: unknown): unknown;
  readonly many?: (
    keys: readonly unknown[],
    context: unknown,
    asked: AskedColumns,
  ) => Maybe<readonly unknown[]>;
}

/** The references of a type, where `@apollo/subgraph` keeps them. */
export const referencesOf = ({ extensions }: GraphQLObjectType): References | undefined => {
  const { apollo } = extensions as { apollo?: { subgraph?: { resolveReference?: References } } };
  return apollo?.subgraph?.resolveReference;
};

const oneByOne = (
  resolve: References,
  keys: readonly unknown[],
  context: unknown,
): Maybe<readonly unknown[]> =>
  settle(
    keys.map((key) => {
      try {
        return resolve(key, context);
      } catch (thrown) {
        return toError(thrown);
      }
    }),
  );

/** The entity of each key; an `Error` for one that fails. */
export const found = async (
  resolve: References | undefined,
  keys: readonly unknown[],
  context: unknown,
  asked: AskedColumns,
): Promise<readonly unknown[]> => {
  if (resolve === undefined) return keys;
  if (resolve.many === undefined) return oneByOne(resolve, keys, context);
  try {
    return await resolve.many(keys, context, asked);
  } catch (thrown) {
    const error = toError(thrown);
    return keys.map(() => error);
  }
};
