import {
  Kind,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type ArgumentNode,
  type GraphQLSchema,
} from 'graphql';
import type { EntityFetch, Plan, RootFetch } from '../../plan/plan.ts';

const fetchesOf = (plan: Plan): (RootFetch | EntityFetch)[] => {
  if (plan === undefined) return [];
  return plan.kind === 'root' || plan.kind === 'entities' ? [plan] : plan.nodes.flatMap(fetchesOf);
};

/** What federation itself asks is nobody's to decide. */
const isOwners = (type: string, field: string): boolean => !type.startsWith('_') && !field.startsWith('_');

/** True for an argument that says something; `false` says nothing where it is what holds anyway. */
const isGiven = ({ value }: ArgumentNode, defaultValue: unknown): boolean =>
  value.kind !== Kind.NULL && !(value.kind === Kind.BOOLEAN && !value.value && defaultValue === false);

/** The fields that a fetch selects, and the arguments that it gives them. `_entities` is in no supergraph: its fragments say which types they are about. */
const selectedBy = ({ operation }: RootFetch | EntityFetch, supergraph: GraphQLSchema): string[] => {
  const types = new TypeInfo(supergraph);
  const coordinates: string[] = [];
  const note = (given: string): void => {
    const [type, field] = [types.getParentType()?.name, types.getFieldDef()?.name];
    if (type !== undefined && field !== undefined && isOwners(type, field))
      coordinates.push(`${type}.${field}${given}`);
  };
  visit(
    parse(operation.text, { noLocation: true }),
    visitWithTypeInfo(types, {
      Field: () => note(''),
      Argument: (node) => {
        if (isGiven(node, types.getArgument()?.defaultValue)) note(`(${node.name.value}:)`);
      },
    }),
  );
  return coordinates;
};

/** The coordinates that a plan asks of each owner, in its order: of fields, and of arguments, `Type.field(argument:)`. */
export const askedOf = (plan: Plan, supergraph: GraphQLSchema): ReadonlyMap<string, ReadonlySet<string>> => {
  const asked = new Map<string, Set<string>>();
  for (const fetch of fetchesOf(plan)) {
    const known = asked.get(fetch.owner) ?? new Set();
    asked.set(fetch.owner, known);
    for (const coordinate of selectedBy(fetch, supergraph)) known.add(coordinate);
  }
  return asked;
};
