// A subgraph of computed data, as an owner in this process.
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, isObjectType, parse, type GraphQLSchema } from 'graphql';
import type { FetchAnswer, Owner } from '../../../gateway/fetch/owners/owner.ts';
import type { Fake, Fakes } from './fake.ts';

const reference =
  (typename: string, { entity, isMissing }: Fakes) =>
  (representation: Readonly<Record<string, unknown>>): Fake | null => {
    const found = entity(typename, representation);
    return isMissing(found) ? null : { ...representation, ...found };
  };

/** The schema of a subgraph, whose entities are found by their keys. */
export const fakeSchema = (sdl: string, fakes: Fakes): GraphQLSchema => {
  const typeDefs = parse(sdl);
  const names = Object.values(buildSubgraphSchema({ typeDefs }).getTypeMap())
    .filter((type) => isObjectType(type) && fakes.keyed(type.name))
    .map(({ name }) => name);
  const resolvers = names.map((name) => [name, { __resolveReference: reference(name, fakes) }]);
  return buildSubgraphSchema({ typeDefs, resolvers: Object.fromEntries(resolvers) });
};

/** The owner of a schema. Its answers are copied as they would be on the way over HTTP. */
export const fakeOwner = (name: string, schema: GraphQLSchema, fakes: Fakes): Owner => ({
  name,
  place: 'in-process',
  ready: async () => undefined,
  close: async () => undefined,
  fetch: async ({ operation, variables }) => {
    const { data, errors } = await execute({
      schema,
      document: parse(operation.text),
      variableValues: variables,
      fieldResolver: fakes.field,
      typeResolver: (value) => (value as Fake).__typename,
    });
    const sent = JSON.stringify({ data: data ?? null, errors: errors?.map((error) => error.toJSON()) });
    return JSON.parse(sent) as FetchAnswer;
  },
});
