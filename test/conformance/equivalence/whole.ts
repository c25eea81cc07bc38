// The oracle: the same computed data as one schema in one place, executed by graphql-js. What it answers is what the
// specification wants, so a federation must answer the same.
import { buildSchema, execute, parse, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import type { Fake, Fakes } from './fake.ts';
import type { Answer, Answerer } from './graph.ts';

/** An object, and the subgraph that gave it. */
interface Placed extends Fake {
  readonly owner: string;
}

const placed = (value: unknown, owner: string): unknown => {
  if (Array.isArray(value)) return value.map((element) => placed(element, owner));
  return typeof value === 'object' && value !== null ? { ...value, owner } : value;
};

/** Names of the subgraphs that have a field. */
const ownersOf = (subgraphs: ReadonlyMap<string, GraphQLSchema>, typename: string, field: string): string[] =>
  [...subgraphs].flatMap(([name, schema]) => {
    const type = schema.getType(typename);
    return type !== undefined && 'getFields' in type && field in type.getFields() ? [name] : [];
  });

/** The whole in one place: an entity that the owner of a field does not have leaves the field null. */
export const wholeAnswerer = (
  apiSdl: string,
  subgraphs: ReadonlyMap<string, GraphQLSchema>,
  fakes: Fakes,
): Answerer => {
  const schema = buildSchema(apiSdl);
  const fieldResolver: GraphQLFieldResolver<Placed | undefined, unknown> = (parent, args, context, info) => {
    const { fieldName, parentType } = info;
    if (parent !== undefined && fakes.isKey(parentType.name, fieldName)) return parent[fieldName];
    const owners = ownersOf(subgraphs, parentType.name, fieldName);
    const owner = parent !== undefined && owners.includes(parent.owner) ? parent.owner : owners[0];
    if (owner === undefined) throw new Error(`nobody has ${parentType.name}.${fieldName}`);
    if (parent !== undefined && owner !== parent.owner && fakes.isMissing(parent)) return null;
    return placed(fakes.field(parent, args, context, info), owner);
  };
  return {
    stop: async () => undefined,
    answer: async ({ text, variables }) => {
      const { data, errors = [] } = await execute({
        schema,
        document: parse(text),
        variableValues: variables,
        fieldResolver,
        typeResolver: (value) => (value as Placed).__typename,
      });
      return JSON.parse(JSON.stringify({ data, errors })) as Answer;
    },
  };
};
