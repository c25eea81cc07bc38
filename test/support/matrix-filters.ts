// Questions with an argument that chooses rows: one for each such argument of a department.
import {
  getNamedType,
  isEnumType,
  isObjectType,
  isRequiredArgument,
  type GraphQLArgument,
  type GraphQLSchema,
} from 'graphql';
import { givenIn } from '../../subgraphs/kit/execute/filters.ts';
import { MONTH, PID_OF, UNITS, YEAR } from './matrix-world.ts';

export interface FilterQuestion {
  /** E.g. `Query.people(status:)`. */
  readonly itself: string;
  /** The field with the argument, e.g. `Query.people`. */
  readonly field: string;
  /** Fields that the argument chooses by. */
  readonly coordinates: readonly string[];
  /** The field under the name `it`, with the argument. */
  readonly query: string;
  /** The same with the argument from a variable `chosen`. */
  readonly byVariable: string;
  readonly chosen: unknown;
  /** The same in a fragment, under the condition of a variable `wanted`. */
  readonly inFragment: string;
  /** The same without it. */
  readonly bare: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const valueOf = ({ type, name }: GraphQLArgument): unknown => {
  const named = getNamedType(type);
  if (isEnumType(named)) return named.getValues()[0]?.name;
  switch (named.name) {
    case 'Boolean':
      return true;
    case 'Date':
      return name === 'from' ? '1900-01-01' : '2040-01-01';
    case 'Month':
      return MONTH;
    case 'Int':
      return name === 'months' ? 12 : YEAR;
    case 'InstitutionCode':
      return 'UA';
    case 'Pid':
      return PID_OF.UA;
    default:
      return '~';
  }
};

const written = (argument: GraphQLArgument): string => {
  const value = valueOf(argument);
  return isEnumType(getNamedType(argument.type)) ? String(value) : JSON.stringify(value);
};

const KEYS: Readonly<Record<string, (unit: (typeof UNITS)[number]) => object>> = {
  Institution: (code) => ({ code }),
  Person: (unit) => ({ pid: PID_OF[unit] }),
  Post: (institutionCode) => ({ institutionCode, title: 'nothing', measure: 'POST' }),
};

/** What of an answer tells how many rows were chosen. */
const below = (schema: GraphQLSchema, type: string): string => {
  const found = schema.getType(type);
  if (!isObjectType(found)) return '';
  return 'totalCount' in found.getFields()
    ? ' { totalCount pageInfo { hasNextPage endCursor } nodes { __typename } edges { cursor } }'
    : ' { __typename }';
};

/** Every argument that chooses rows; those of the template are open, and asked elsewhere. */
export const filterQuestionsOf = (schema: GraphQLSchema): FilterQuestion[] => {
  const questions: FilterQuestion[] = [];
  for (const name of ['Query', 'Institution', 'Person', 'Post']) {
    const type = schema.getType(name);
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (
        field.name.startsWith('_') ||
        /Of(Establishment|Discipline|Organization|Hr|Finance)$/.test(field.name)
      )
        continue;
      const required = field.args.filter(isRequiredArgument).map((arg) => `${arg.name}: ${written(arg)}`);
      for (const argument of field.args) {
        const [given] = givenIn(type, field, { [argument.name]: true });
        if (given === undefined) continue;
        const rest = below(schema, getNamedType(field.type).name);
        const call = (...more: string[]): string => {
          const args = [...required, ...more];
          return `it: ${field.name}${args.length === 0 ? '' : `(${args.join(', ')})`}${rest}`;
        };
        const keyOf = KEYS[name];
        const wrap = (declared: readonly string[], body: string, fragments = ''): string => {
          const all = keyOf === undefined ? declared : ['$of: [_Any!]!', ...declared];
          const inside =
            keyOf === undefined ? body : `_entities(representations: $of) { ... on ${name} { ${body} } }`;
          return `query${all.length === 0 ? '' : ` (${all.join(', ')})`} { ${inside} } ${fragments}`;
        };
        const one = call(`${argument.name}: ${written(argument)}`);
        questions.push({
          itself: given.argument,
          field: `${name}.${field.name}`,
          coordinates: given.coordinates,
          query: wrap([], one),
          byVariable: wrap([`$chosen: ${String(argument.type)}`], call(`${argument.name}: $chosen`)),
          chosen: valueOf(argument),
          inFragment: wrap(
            ['$wanted: Boolean!'],
            '...Part @include(if: $wanted)',
            `fragment Part on ${name} { ${one} }`,
          ),
          bare: wrap([], call()),
          variables:
            keyOf === undefined ? {} : { of: UNITS.map((unit) => ({ __typename: name, ...keyOf(unit) })) },
        });
      }
    }
  }
  return questions;
};
