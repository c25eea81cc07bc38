// Random valid operations over a schema: aliases, fragments, directives, variables with and without defaults.
import fc from 'fast-check';
import {
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';

/** An operation and the values of its variables. */
export interface RandomOperation {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A value where a document has one: written there, or a variable's. */
interface Given {
  readonly name: string;
  readonly type: string;
  readonly value: unknown;
  readonly how: 'literal' | 'variable' | 'default';
}

interface FieldChoice {
  readonly kind: 'field';
  readonly name: string;
  readonly alias: boolean;
  readonly args: readonly Given[];
  readonly condition: Condition | undefined;
  readonly selections: readonly Choice[] | undefined;
}

interface FragmentChoice {
  readonly kind: 'fragment';
  readonly type: string | undefined;
  readonly named: boolean;
  readonly condition: Condition | undefined;
  readonly selections: readonly Choice[];
}

interface Condition {
  readonly directive: 'skip' | 'include';
  readonly given: Given;
}

type Choice = FieldChoice | FragmentChoice;

/** Values that a scalar of the schema takes. */
export type ScalarValues = Readonly<Record<string, fc.Arbitrary<unknown>>>;

const BUILT_IN: ScalarValues = {
  Int: fc.integer({ min: 1, max: 50 }),
  Float: fc.constantFrom(0.5, 1, 2.25),
  Boolean: fc.boolean(),
  String: fc.constantFrom('', 'a', '编办', 'x "y" \\ z'),
  ID: fc.constantFrom('id1', 'id2'),
};

const DEPTH_MAX = 5;

const howGiven = fc.constantFrom<Given['how']>('literal', 'variable', 'default');

const valueOf = (type: GraphQLInputType, scalars: ScalarValues): fc.Arbitrary<unknown> => {
  if (isNonNullType(type)) return valueOf(type.ofType, scalars).filter((value) => value !== null);
  if (isListType(type)) return fc.array(valueOf(type.ofType, scalars), { maxLength: 3 });
  if (isEnumType(type)) return fc.constantFrom(...type.getValues().map(({ name }) => new Name(name)));
  if (isInputObjectType(type)) return fc.constant(null);
  return scalars[type.name] ?? BUILT_IN[type.name] ?? fc.constant('value');
};

/** A name in a document: the value of an enum. */
class Name {
  constructor(readonly name: string) {}
  toJSON(): string {
    return this.name;
  }
}

const literal = (value: unknown): string => {
  if (value instanceof Name) return value.name;
  return Array.isArray(value) ? `[${value.map(literal).join(' ')}]` : JSON.stringify(value);
};

const argumentsOf = (
  { args }: GraphQLField<unknown, unknown>,
  scalars: ScalarValues,
): fc.Arbitrary<Given[]> =>
  fc
    .tuple(
      ...args.map(({ name, type }: GraphQLArgument) => {
        const given = fc.record({
          name: fc.constant(name),
          type: fc.constant(String(type)),
          value: valueOf(type, scalars),
          how: howGiven,
        });
        return isNonNullType(type) ? given : fc.option(given, { nil: undefined, freq: 2 });
      }),
    )
    .map((values) => values.filter((value) => value !== undefined));

const condition: fc.Arbitrary<Condition | undefined> = fc.option(
  fc.record({
    directive: fc.constantFrom<Condition['directive']>('skip', 'include'),
    given: fc.record({
      name: fc.constant('if'),
      type: fc.constant('Boolean!'),
      value: fc.boolean(),
      how: howGiven,
    }),
  }),
  { nil: undefined, freq: 6 },
);

/** Random selections over the types of a schema. */
const selectionsOf = (schema: GraphQLSchema, scalars: ScalarValues) => {
  const field = (definition: GraphQLField<unknown, unknown>, depth: number): fc.Arbitrary<FieldChoice> => {
    const type = getNamedType(definition.type);
    return fc.record({
      kind: fc.constant('field' as const),
      name: fc.constant(definition.name),
      alias: fc.boolean(),
      args: argumentsOf(definition, scalars),
      condition,
      selections: isCompositeType(type) ? selections(type, depth + 1) : fc.constant(undefined),
    });
  };
  const typename: fc.Arbitrary<FieldChoice> = fc.record({
    kind: fc.constant('field' as const),
    name: fc.constant('__typename'),
    alias: fc.boolean(),
    args: fc.constant([]),
    condition,
    selections: fc.constant(undefined),
  });
  const fragment = (type: GraphQLCompositeType, depth: number): fc.Arbitrary<FragmentChoice> => {
    const fitting = isObjectType(type)
      ? [type, ...type.getInterfaces()]
      : [type, ...schema.getPossibleTypes(type)];
    return fc.constantFrom(...fitting).chain((chosen) =>
      fc.record({
        kind: fc.constant('fragment' as const),
        type: fc.constant(chosen.name),
        named: fc.boolean(),
        condition,
        selections: selections(chosen, depth + 1),
      }),
    );
  };
  const selections = (type: GraphQLCompositeType, depth: number): fc.Arbitrary<Choice[]> => {
    const fields = 'getFields' in type ? Object.values(type.getFields()) : [];
    const usable = fields.filter(({ type: of }) => depth < DEPTH_MAX || !isCompositeType(getNamedType(of)));
    const choice =
      usable.length === 0
        ? typename
        : fc.oneof(
            { weight: 10, arbitrary: fc.constantFrom(...usable).chain((one) => field(one, depth)) },
            { weight: 1, arbitrary: typename },
          );
    const any =
      depth < DEPTH_MAX
        ? fc.oneof({ weight: 8, arbitrary: choice }, { weight: 2, arbitrary: fragment(type, depth) })
        : choice;
    return fc.array(any, { minLength: 1, maxLength: depth === 0 ? 3 : 4 });
  };
  return selections;
};

const TYPENAME: FieldChoice = {
  kind: 'field',
  name: '__typename',
  alias: false,
  args: [],
  condition: undefined,
  selections: undefined,
};

/**
 * The stock executor answers null for an object of which conditions leave nothing to be asked; the specification wants
 * `{}` (a test of the projection holds us to it). So that the two can be compared, something is always asked.
 */
const somethingAsked = (choices: readonly Choice[]): readonly Choice[] =>
  choices.some((choice) => choice.kind === 'field' && choice.condition === undefined)
    ? choices
    : [...choices, TYPENAME];

/** Writes choices as a document. One response name always means one field with the same arguments. */
const write = (root: readonly Choice[]): RandomOperation => {
  const definitions: string[] = [];
  const variables: Record<string, unknown> = {};
  const fragments: string[] = [];

  const place = ({ type, value, how }: Given): string => {
    if (how === 'literal') return literal(value);
    const name = `v${definitions.length}`;
    definitions.push(`$${name}: ${type}${how === 'default' ? ` = ${literal(value)}` : ''}`);
    if (how === 'variable') variables[name] = value;
    return `$${name}`;
  };
  const argumentList = (args: readonly Given[]): string =>
    args.length === 0 ? '' : `(${args.map((given) => `${given.name}: ${place(given)}`).join(', ')})`;
  const directive = (given: Condition | undefined): string =>
    given === undefined ? '' : ` @${given.directive}${argumentList([given.given])}`;
  const responseName = ({ name, alias, args }: FieldChoice): string => {
    const written = args.map(({ name: argument, value, how }) => [argument, value, how === 'literal']);
    if (args.some(({ how }) => how !== 'literal')) return `a${definitions.length}_${name}: `;
    if (args.length > 0) return `${name}_${Buffer.from(JSON.stringify(written)).toString('hex')}: `;
    return alias ? `${name}_: ` : '';
  };
  const selection = (choice: Choice): string => {
    if (choice.kind === 'field') {
      const head = responseName(choice) + choice.name + argumentList(choice.args);
      return (
        head + directive(choice.condition) + (choice.selections === undefined ? '' : set(choice.selections))
      );
    }
    const { type, named, condition: when, selections } = choice;
    if (!named) return `... on ${type}${directive(when)}${set(selections)}`;
    const name = `F${fragments.length}`;
    const at = fragments.push('') - 1;
    fragments[at] = `fragment ${name} on ${type}${set(selections)}`;
    return `...${name}${directive(when)}`;
  };
  const set = (choices: readonly Choice[]): string =>
    ` { ${somethingAsked(choices).map(selection).join(' ')} }`;

  const body = set(root);
  const head = definitions.length === 0 ? 'query' : `query(${definitions.join(', ')})`;
  return {
    text: [head + body, ...fragments].join('\n'),
    variables: JSON.parse(JSON.stringify(variables)) as Record<string, unknown>,
  };
};

/**
 * The stock executor forgets conditions that are written below others: those of fragments on their parent's type, and
 * literal ones of fields. It then asks what the client left out. Before it, operations have neither; the whole in one
 * place is compared with all of them.
 */
const plainly = (choice: Choice): Choice => {
  const keeps = choice.kind === 'field' && choice.condition?.given.how !== 'literal';
  const inner = choice.selections?.map(plainly);
  const plain = { ...choice, condition: keeps ? choice.condition : undefined };
  return (inner === undefined ? plain : { ...plain, selections: inner }) as Choice;
};

/** Random valid queries over an API schema; `plain` is the same as far as the stock executor can be trusted. */
export const operationsOver = (
  schema: GraphQLSchema,
  scalars: ScalarValues,
): fc.Arbitrary<RandomOperation & { readonly plain: RandomOperation }> => {
  const query = schema.getQueryType();
  if (query === null || query === undefined) throw new Error('the schema has no queries');
  return selectionsOf(schema, scalars)(query, 0).map((choices) => ({
    ...write(choices),
    plain: write(choices.map(plainly)),
  }));
};
