// Questions that reach every field of a department: one for each type, with all its fields.
import {
  getNamedType,
  isCompositeType,
  isObjectType,
  isRequiredArgument,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { identityNumber } from './import-run.ts';
import { MONTH, PID_OF, UNITS, YEAR } from './matrix-world.ts';

type Field = GraphQLField<unknown, unknown>;

/** One step of the way to a type. */
interface Step {
  readonly type: GraphQLObjectType;
  readonly field: Field;
}

/** A question for all fields of a type. */
export interface Question {
  readonly type: string;
  /** Fields on the way, e.g. `Person.payments`. */
  readonly way: readonly string[];
  readonly fields: readonly string[];
  /** How far the type is from the root. */
  readonly level: number;
  /** For the department itself. */
  readonly direct: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** For the gateway; the way before the department is `prefix`. */
  readonly gateway: string;
  readonly prefix: readonly string[];
  /** True where a shorter way leads to the same type. */
  readonly isAnother: boolean;
  /** True where it comes by the rows of both units; not so by a key, and not from one institution to the next. */
  readonly isComplete: boolean;
}

/** What the gateway asks first to come to an entity. */
const PREFIXES: Readonly<Record<string, { readonly text: string; readonly way: readonly string[] }>> = {
  Institution: { text: 'institutions(first: 10) { nodes', way: [] },
  Person: { text: 'people(first: 10) { nodes', way: ['Query.people'] },
  Post: { text: 'institutions(first: 10) { nodes { posts', way: [] },
};

const REPRESENTATIONS: Readonly<Record<string, (unit: (typeof UNITS)[number]) => object>> = {
  Institution: (code) => ({ code }),
  Person: (unit) => ({ pid: PID_OF[unit] }),
  Post: (institutionCode) => ({ institutionCode, title: 'nothing', measure: 'POST' }),
};

const VALUES: Readonly<Record<string, unknown>> = {
  Month: MONTH,
  Int: YEAR,
  Date: '2020-01-01',
  InstitutionCode: 'UA',
  Pid: PID_OF.UA,
  ID: '1',
};

const valueOf = ({ name, type }: GraphQLArgument): string => {
  if (name === 'first') return '10';
  if (name === 'months') return '12';
  if (name === 'number') return JSON.stringify(identityNumber(1));
  if (name === 'coordinates') return '["Query.people"]';
  return JSON.stringify(VALUES[String(getNamedType(type))] ?? 'TUA');
};

const written = ({ name, args }: Field): string => {
  const given = args.filter((arg) => isRequiredArgument(arg) || arg.name === 'first');
  return given.length === 0
    ? name
    : `${name}(${given.map((arg) => `${arg.name}: ${valueOf(arg)}`).join(', ')})`;
};

const isPlumbing = (name: string): boolean => /(Connection|Edge|^PageInfo)$/.test(name);

/** What every owner has, written once as a template; it is tested by itself. */
const isTemplate = (name: string): boolean => /^(Agreement|Task|Access|FieldDecision)/.test(name);
const isOfTemplate = (name: string): boolean =>
  /Of(Establishment|Discipline|Organization|Hr|Finance)$/.test(name);

const fieldsOf = (type: GraphQLObjectType): Field[] =>
  Object.values(type.getFields()).filter(({ name }) => !name.startsWith('_') && !isOfTemplate(name));

const entitiesOf = (schema: GraphQLSchema): GraphQLObjectType[] => {
  const union = schema.getType('_Entity');
  return union !== undefined && 'getTypes' in union ? [...union.getTypes()] : [];
};

/** The shortest way to each type: from an entity where there is one, else from the root. */
const waysOf = (schema: GraphQLSchema): Map<GraphQLObjectType, readonly Step[]> => {
  const query = schema.getQueryType()!;
  const ways = new Map<GraphQLObjectType, readonly Step[]>(entitiesOf(schema).map((type) => [type, []]));
  const walk = (first: readonly GraphQLObjectType[]): void => {
    const queue = [...first];
    for (const type of queue)
      for (const field of fieldsOf(type)) {
        const next = getNamedType(field.type);
        if (!isObjectType(next) || ways.has(next) || next === query) continue;
        ways.set(next, [...(ways.get(type) ?? []), { type, field }]);
        queue.push(next);
      }
  };
  walk([...ways.keys()]);
  walk([query]);
  return ways;
};

const selectionOf = (type: GraphQLObjectType): string =>
  `{ ${fieldsOf(type)
    .map((field) => `${written(field)}${isCompositeType(getNamedType(field.type)) ? ' { __typename }' : ''}`)
    .join(' ')} }`;

const closed = (text: string): string =>
  text + ' }'.repeat((text.match(/\{/g) ?? []).length - (text.match(/\}/g) ?? []).length);

/** True for fields of one object, by its key or its number. */
const namesOne = ({ args }: Field): boolean => args.some(({ name }) => ['code', 'pid', 'id'].includes(name));

/** 0 for the root, 1 for entities, 2 for the rows that these lead to, and so on. */
const levelOf = (type: GraphQLObjectType, steps: readonly Step[], isEntity: boolean): number => {
  if (isEntity) return 1;
  if (type.name === 'Query') return 0;
  return 1 + steps.filter(({ type: { name } }) => !isPlumbing(name)).length;
};

const questionFor = (
  type: GraphQLObjectType,
  steps: readonly Step[],
  isEntity: boolean,
  isAnother: boolean,
): Question => {
  const start = steps[0]?.type ?? type;
  const inside = `${steps.map(({ field }) => `{ ${written(field)} `).join('')}${selectionOf(type)}`;
  const representation = REPRESENTATIONS[start.name];
  const prefix = PREFIXES[start.name];
  return {
    type: type.name,
    way: steps.map((step) => `${step.type.name}.${step.field.name}`),
    fields: fieldsOf(type).map(({ name }) => name),
    level: levelOf(type, steps, isEntity),
    direct: closed(
      representation === undefined
        ? `query ${inside}`
        : `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${start.name} ${inside}`,
    ),
    variables:
      representation === undefined
        ? {}
        : { of: UNITS.map((unit) => ({ __typename: start.name, ...representation(unit) })) },
    gateway: closed(prefix === undefined ? inside : `{ ${prefix.text} ${inside}`),
    prefix: prefix?.way ?? [],
    isAnother,
    isComplete: !(isAnother && isEntity) && !steps.some(({ field }) => namesOne(field)),
  };
};

/** Every field of the root and of the entities that leads to rows: through the nodes of its pages where it has some. */
const firstSteps = (schema: GraphQLSchema): (readonly [GraphQLObjectType, readonly Step[]])[] =>
  [schema.getQueryType()!, ...entitiesOf(schema)].flatMap((type) =>
    fieldsOf(type).flatMap((field) => {
      const next = getNamedType(field.type);
      if (!isObjectType(next)) return [];
      const nodes = next.getFields()['nodes'];
      const row = nodes === undefined ? next : getNamedType(nodes.type);
      if (!isObjectType(row) || isTemplate(row.name)) return [];
      return [
        [row, [{ type, field }, ...(nodes === undefined ? [] : [{ type: next, field: nodes }])]] as const,
      ];
    }),
  );

/** The questions of a department: the root, its entities, and the types of its rows by every way that leads to them. */
export const questionsOf = (schema: GraphQLSchema): Question[] => {
  const query = schema.getQueryType()!;
  const entities = new Set(entitiesOf(schema));
  const rows = [...waysOf(schema)].filter(([{ name }]) => !isPlumbing(name) && !isTemplate(name));
  const questions = [
    questionFor(query, [], false, false),
    ...rows.map(([type, steps]) => questionFor(type, steps, entities.has(type), false)),
  ];
  const asked = new Set(questions.map(({ direct }) => direct));
  const others = firstSteps(schema).map(([type, steps]) =>
    questionFor(type, steps, entities.has(type), true),
  );
  return [...questions, ...others.filter(({ direct }) => !asked.has(direct))];
};
