// Arguments that choose rows: whoever gets an answer learns of the fields that they choose by.
import {
  isRequiredArgument,
  Kind,
  visit,
  type DocumentNode,
  type FieldNode,
  type GraphQLArgument,
  type GraphQLObjectType,
} from 'graphql';
import type { AnyField } from './reads.ts';

/** Where a page starts and ends is part of the list. */
const PAGING: ReadonlySet<string> = new Set(['first', 'after']);

/** An argument that is given, and the fields that it chooses rows by. */
export interface Given {
  /** E.g. `Query.people(status:)`. */
  readonly argument: string;
  /** E.g. `Person.status`. */
  readonly coordinates: readonly string[];
}

/** An argument that chooses rows, while it is given. */
interface Filter extends Given {
  readonly name: string;
  /** True where `false` says no more than to leave it out. */
  readonly falseIsNothing: boolean;
}

/** The coordinates that the SDL says, see `schema/shared/sharing.graphql`. */
const saidOf = ({ astNode }: GraphQLArgument): string[] => {
  const by = astNode?.directives
    ?.find(({ name }) => name.value === 'filters')
    ?.arguments?.find(({ name }) => name.value === 'by')?.value;
  const values = by?.kind === Kind.LIST ? by.values : [by];
  return values.flatMap((value) => (value?.kind === Kind.STRING ? [value.value] : []));
};

const filterOf = (coordinate: string, argument: GraphQLArgument): Filter[] => {
  const { name, defaultValue } = argument;
  if (PAGING.has(name) || isRequiredArgument(argument)) return [];
  const itself = `${coordinate}(${name}:)`;
  const said = saidOf(argument);
  // Where nothing is said, it is a field that nobody knows: withheld.
  const coordinates = said.length === 0 ? [itself] : said;
  return [{ name, argument: itself, coordinates, falseIsNothing: defaultValue === false }];
};

const known = new WeakMap<AnyField, readonly Filter[]>();

/** The arguments of a field that choose rows. */
const filtersOf = ({ name: type }: Pick<GraphQLObjectType, 'name'>, field: AnyField): readonly Filter[] => {
  const filters = known.get(field) ?? field.args.flatMap((each) => filterOf(`${type}.${field.name}`, each));
  known.set(field, filters);
  return filters;
};

/** What an argument or a variable is given: nothing, `false`, or something else. */
type Choice = null | false | true;

/** What variables are given, by their names. */
export type Choices = Readonly<Record<string, Choice>>;

const choiceOf = (value: unknown): Choice => {
  if (value === null || value === undefined) return null;
  return value !== false;
};

/** What a variable is given; one may be called like something that every object has. */
const valueOf = (variables: Readonly<Record<string, unknown>>, name: string): unknown =>
  Object.hasOwn(variables, name) ? variables[name] : undefined;

/** What the variables of a run are given. */
export const choicesOf = (names: readonly string[], variables: Readonly<Record<string, unknown>>): Choices =>
  Object.fromEntries(names.map((name) => [name, choiceOf(valueOf(variables, name))]));

/** The arguments of a field as they are written; of variables it matters what `Choice` tells. */
export const writtenIn = (
  { arguments: nodes = [] }: FieldNode,
  variables: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    nodes.map(({ name, value }) => {
      if (value.kind === Kind.VARIABLE) return [name.value, valueOf(variables, value.name.value)];
      if (value.kind === Kind.NULL) return [name.value, null];
      return [name.value, value.kind !== Kind.BOOLEAN || value.value];
    }),
  );

/** The arguments of a field that choose rows, where they are given such values; its defaults choose nothing. */
export const givenIn = (
  type: Pick<GraphQLObjectType, 'name'>,
  field: AnyField,
  values: Readonly<Record<string, unknown>>,
): readonly Given[] =>
  filtersOf(type, field).filter(({ name, falseIsNothing }) => {
    const choice = choiceOf(values[name]);
    return choice === true || (choice === false && !falseIsNothing);
  });

/** Names of the variables of a document that may choose rows. */
export const choosingVariables = (document: DocumentNode): string[] => {
  const names = new Set<string>();
  visit(document, {
    [Kind.FIELD]: ({ arguments: nodes = [] }) => {
      for (const { name, value } of nodes)
        if (value.kind === Kind.VARIABLE && !PAGING.has(name.value)) names.add(value.name.value);
    },
  });
  return [...names];
};
