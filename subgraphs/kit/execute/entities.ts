import {
  getArgumentValues,
  isObjectType,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type GraphQLUnionType,
} from 'graphql';
import type { AskedColumns } from '../database/columns-asked.ts';
import { checkTypeName, completeByType } from './abstract.ts';
import { FAILED, fail, type Complete, type Run, type Target } from './column.ts';
import { after, type Maybe } from './maybe.ts';
import type { CompiledField } from './objects.ts';
import type { Place } from './place.ts';
import type { AnyField } from './reads.ts';
import { found, referencesOf } from './reference.ts';

/** What an entity is asked for by: its type and its key. Source: Apollo Federation subgraph specification, `_Any`. */
interface Representation {
  readonly __typename: string;
}

/** What is read of the rows of entities of a type. */
type ReadsOf = (type: GraphQLObjectType) => AskedColumns;

const typeOf = (schema: GraphQLSchema, { __typename }: Representation): GraphQLObjectType => {
  const type = schema.getType(__typename);
  if (isObjectType(type)) return type;
  throw new Error(
    `The _entities resolver tried to load an entity for type "${__typename}", but no object or interface type of that name was found in the schema`,
  );
};

/** The entities of all representations of a fetch: those of one type are found by one call. */
const entitiesOf = async (
  schema: GraphQLSchema,
  representations: readonly Representation[],
  run: Run,
  readsOf: ReadsOf,
): Promise<unknown[]> => {
  const places = new Map<GraphQLObjectType, number[]>();
  representations.forEach((representation, index) => {
    const type = typeOf(schema, representation);
    const known = places.get(type);
    if (known === undefined) places.set(type, [index]);
    else known.push(index);
  });
  const entities: unknown[] = [];
  await Promise.all(
    [...places].map(async ([type, indexes]) => {
      const asked = indexes.flatMap((index) => representations[index] ?? []);
      const values = await found(referencesOf(type), asked, run.context, readsOf(type));
      indexes.forEach((place, index) => {
        entities[place] = values[index];
      });
    }),
  );
  return entities;
};

/** `_entities`: what other departments mention, found and completed type by type. */
export const compileEntities = (
  schema: GraphQLSchema,
  union: GraphQLUnionType,
  field: AnyField,
  node: FieldNode,
  responseName: string,
  selectOf: (typeName: string) => Complete,
  readsOf: ReadsOf,
  target: Target,
): CompiledField => {
  const complete = (
    entities: readonly unknown[],
    representations: readonly Representation[],
    run: Run,
    at: Place,
  ): Maybe<unknown[]> => {
    const completed: unknown[] = [];
    const names = entities.map((entity, index): string | undefined => {
      completed[index] = null;
      if (entity === null || entity === undefined) return undefined;
      try {
        if (entity instanceof Error) throw entity;
        return checkTypeName(schema, union, target, representations[index]?.__typename, entity);
      } catch (thrown) {
        fail(run, target, at, index, thrown);
        return undefined;
      }
    });
    return after(completeByType(entities, names, completed, selectOf, run, at), (items) =>
      items.map((item) => (item === FAILED ? null : item)),
    );
  };
  return {
    responseName,
    resolve: async (_parents, run, place) => {
      try {
        const args = getArgumentValues(field, node, run.variables);
        const representations = args['representations'] as readonly Representation[];
        const entities = await entitiesOf(schema, representations, run, readsOf);
        return [await complete(entities, representations, run, (index) => [...place(0), index])];
      } catch (thrown) {
        return [fail(run, target, place, 0, thrown)];
      }
    },
  };
};
