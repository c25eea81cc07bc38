// Questions to a schema, made from a seed: any fields, arguments, aliases, fragments and conditions.
import {
  getNamedType,
  isAbstractType,
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

/** Whole numbers below a bound, the same ones for the same seed. Source: mulberry32. */
export const dice = (seed: number): ((bound: number) => number) => {
  let state = seed;
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
};

/** An operation with its variables. */
export interface Asked {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface AskOptions {
  readonly schema: GraphQLSchema;
  readonly seed: number;
  /** Values of scalar arguments, by type. */
  readonly scalarOf: (type: string, roll: (bound: number) => number) => unknown;
  /** Fields that are left out. */
  readonly without?: (type: string, field: string) => boolean;
  readonly depth?: number;
}

const FIELDS_MAX = 4;

/** Makes an operation on the root fields, or on one type through `_entities`. */
export const makeQuestion = (
  { schema, seed, scalarOf, without, depth = 4 }: AskOptions,
  entity?: { readonly type: string; readonly representations: readonly object[] },
): Asked => {
  const roll = dice(seed);
  const variables: Record<string, unknown> = {};
  const definitions: string[] = [];

  const declare = (type: string, value: unknown): string => {
    const name = `v${definitions.length}`;
    definitions.push(`$${name}: ${type}`);
    variables[name] = value;
    return `$${name}`;
  };
  const valueOf = (type: GraphQLInputType): unknown => {
    if (isNonNullType(type)) return valueOf(type.ofType);
    if (isListType(type)) return Array.from({ length: roll(3) }, () => valueOf(type.ofType));
    if (isEnumType(type)) return type.getValues()[roll(type.getValues().length)]?.name;
    if (isInputObjectType(type))
      return Object.fromEntries(
        Object.values(type.getFields())
          .filter((field) => isNonNullType(field.type) || roll(2) === 0)
          .map((field) => [field.name, valueOf(field.type)]),
      );
    return scalarOf(type.name, roll);
  };
  const literal = (value: unknown, type: GraphQLInputType): string => {
    if (isNonNullType(type)) return literal(value, type.ofType);
    if (isListType(type) && Array.isArray(value))
      return `[${value.map((item) => literal(item, type.ofType)).join(', ')}]`;
    if (isInputObjectType(type))
      return `{${Object.entries(value as object)
        .map(([name, inner]) => `${name}: ${literal(inner, type.getFields()[name]?.type ?? type)}`)
        .join(', ')}}`;
    return isEnumType(type) ? String(value) : JSON.stringify(value);
  };
  const argument = ({ name, type }: GraphQLArgument): string[] => {
    if (!isNonNullType(type) && roll(2) === 0) return [];
    const value = valueOf(type);
    return [`${name}: ${roll(2) === 0 ? declare(String(type), value) : literal(value, type)}`];
  };
  const condition = (): string => {
    if (roll(6) > 0) return '';
    const value = roll(2) === 0 ? declare('Boolean!', roll(2) === 0) : String(roll(2) === 0);
    return ` @${roll(2) === 0 ? 'skip' : 'include'}(if: ${value})`;
  };
  const field = ({ name, args, type: made }: GraphQLField<unknown, unknown>, left: number): string => {
    const given = args.flatMap(argument);
    const named = getNamedType(made);
    // One alias for each set of arguments: else fields would conflict.
    const alias = given.length > 0 || roll(4) === 0 ? `${name}_${roll(1_000_000)}: ` : '';
    const below = isCompositeType(named) ? ` ${select(named, left - 1)}` : '';
    return `${alias}${name}${given.length > 0 ? `(${given.join(', ')})` : ''}${condition()}${below}`;
  };
  const select = (type: GraphQLCompositeType, left: number): string => {
    const parts = ['__typename'];
    const fields = isAbstractType(type) && !('getFields' in type) ? [] : Object.values(type.getFields());
    const open = fields.filter(
      (candidate) =>
        !candidate.name.startsWith('_') &&
        without?.(type.name, candidate.name) !== true &&
        (left > 0 || !isCompositeType(getNamedType(candidate.type))),
    );
    for (let count = open.length === 0 ? 0 : 1 + roll(FIELDS_MAX); count > 0; count--) {
      const chosen = open[roll(open.length)];
      if (chosen === undefined) continue;
      const part = field(chosen, left);
      parts.push(roll(5) === 0 ? `... on ${type.name}${condition()} { ${part} }` : part);
    }
    if (isAbstractType(type))
      for (const possible of schema.getPossibleTypes(type))
        if (roll(3) > 0) parts.push(`... on ${possible.name} ${select(possible, left - 1)}`);
    return `{ ${parts.join(' ')} }`;
  };

  const query = schema.getQueryType();
  if (query === undefined || query === null) throw new Error('nothing can be asked');
  const ofEntity = (type: string, representations: readonly object[]): string => {
    const found = schema.getType(type);
    if (!isObjectType(found)) throw new Error(`${type} is no object type`);
    const list = declare('[_Any!]!', representations);
    return `{ _entities(representations: ${list}) { __typename ... on ${type} ${select(found, depth)} } }`;
  };
  const body = entity === undefined ? select(query, depth) : ofEntity(entity.type, entity.representations);
  const declared = definitions.length === 0 ? '' : `(${definitions.join(', ')})`;
  return { text: `query Q${declared} ${body}`, variables };
};
