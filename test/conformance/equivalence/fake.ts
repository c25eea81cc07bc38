// Data that nobody keeps: every value is computed from where it stands, so that it is the same whoever asks, however
// often and in whatever order.
import { createHash } from 'node:crypto';
import {
  getNamedType,
  getNullableType,
  GraphQLError,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isListType,
  isNonNullType,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';

/** Out of a hundred values, how many are missing or fail. */
export interface Trouble {
  /** Values that are null where they may be. */
  readonly nulls: number;
  /** Entities that the owner does not have. */
  readonly missing: number;
  /** Fields that fail. */
  readonly failures: number;
}

/** The key of each entity type, and the values that its fields take in turn. */
export type Keys = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** An object: where its values come from, and those it has already. */
export interface Fake {
  readonly __typename: string;
  readonly seed: string;
  readonly [field: string]: unknown;
}

/** Few, so that many mentions meet one entity. */
const ENTITIES_OF_A_TYPE = 12;
const LIST_MAX = 4;

const number = (...parts: readonly unknown[]): number =>
  createHash('md5').update(JSON.stringify(parts)).digest().readUInt32BE(0);

const happens = (percent: number, ...parts: readonly unknown[]): boolean => number(...parts) % 100 < percent;

const leaf = (name: string, seed: string): unknown => {
  if (name === 'Int') return number(seed) % 1000;
  if (name === 'Float') return (number(seed) % 1000) / 8;
  if (name === 'Boolean') return number(seed) % 2 === 0;
  return `${name} ${number(seed) % 1000}`;
};

/** The computed data of a supergraph. */
export interface Fakes {
  readonly isKey: (typename: string, field: string) => boolean;
  readonly keyed: (typename: string) => boolean;
  /** The entity with a key. */
  readonly entity: (typename: string, key: Readonly<Record<string, unknown>>) => Fake;
  /** True where owners that are asked for the entity do not have it. */
  readonly isMissing: (entity: Fake) => boolean;
  /** A field's value; throws where it fails. */
  readonly field: GraphQLFieldResolver<Fake | undefined, unknown>;
}

/** Computed data with so much trouble. */
export const fakesOf = (keys: Keys, trouble: Trouble): Fakes => {
  const entity: Fakes['entity'] = (typename, key) => {
    const own = Object.fromEntries(Object.keys(keys[typename] ?? {}).map((name) => [name, key[name]]));
    return { __typename: typename, seed: JSON.stringify([typename, ...Object.values(own)]), ...own };
  };

  const object = (typename: string, seed: string): Fake => {
    const fields = keys[typename];
    if (fields === undefined) return { __typename: typename, seed };
    const chosen = number(seed) % ENTITIES_OF_A_TYPE;
    const key = Object.entries(fields).map(([name, values]) => [name, values[chosen % values.length]]);
    return entity(typename, Object.fromEntries(key));
  };

  const value = (type: GraphQLOutputType, seed: string, schema: GraphQLSchema): unknown => {
    if (!isNonNullType(type) && happens(trouble.nulls, 'null', seed)) return null;
    const nullable = getNullableType(type);
    if (isListType(nullable))
      return Array.from({ length: number('length', seed) % LIST_MAX }, (_, index) =>
        value(nullable.ofType, `${seed}[${index}]`, schema),
      );
    const named = getNamedType(nullable);
    if (isEnumType(named)) {
      const values = named.getValues();
      return values[number(seed) % values.length]?.name;
    }
    if (!isCompositeType(named)) return leaf(named.name, seed);
    const possible = isAbstractType(named) ? schema.getPossibleTypes(named) : [named];
    const names = possible.map(({ name }) => name).toSorted();
    return object(names[number(seed) % names.length] ?? '', seed);
  };

  return {
    isKey: (typename, field) => keys[typename]?.[field] !== undefined,
    keyed: (typename) => keys[typename] !== undefined,
    entity,
    isMissing: ({ seed }) => happens(trouble.missing, 'missing', seed),
    field: (parent, args, _context, { fieldName, returnType, schema, parentType }) => {
      if (parent !== undefined && keys[parentType.name]?.[fieldName] !== undefined) return parent[fieldName];
      const seed = JSON.stringify([parent?.seed ?? parentType.name, fieldName, args]);
      if (happens(trouble.failures, 'failure', seed))
        throw new GraphQLError(`${parentType.name}.${fieldName} fails`, {
          extensions: { code: 'DATABASE_UNAVAILABLE' },
        });
      return value(returnType, seed, schema);
    },
  };
};
