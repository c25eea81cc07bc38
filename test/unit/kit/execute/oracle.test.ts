// Any operation on a schema with everything in it is answered as graphql-js answers it.
import fc from 'fast-check';
import { buildSchema, isObjectType, type GraphQLSchema } from 'graphql';
import { guardSchema } from '../../../../subgraphs/kit/execute/interpret.ts';
import { batch } from '../../../../subgraphs/kit/graph/fields.ts';
import { makeQuestion } from '../../../support/execute/ask.ts';
import { askBoth, askBothGuarded, expectSame, expectSameGuarded } from '../../../support/execute/compare.ts';
import { rolledGuard } from '../../../support/execute/guards.ts';

const SDL = `
  enum Color { RED GREEN }
  input Filter { least: Int = 1, tags: [String!], color: Color! = GREEN }
  interface Node { id: ID!, name: String }
  type Leaf implements Node {
    id: ID!, name: String, strict: Int!, color: Color, numbers: [Int], strictNumbers: [Int!],
    matrix: [[Float!]!], flag: Boolean!, echo(number: Int = 3, text: String!, filter: Filter): String
  }
  type Branch implements Node {
    id: ID!, name: String, first: Leaf, sure: Leaf!, leaves: [Leaf!], loose: [Leaf], deep: [[Leaf!]!]!,
    branch: Branch, node: Node, things: [Thing!], many: Int, surelyMany: Int!, manyLeaves(number: Int): [Leaf!]
  }
  union Thing = Leaf | Branch
  type Query { branch: Branch, sure: Branch!, branches: [Branch!]!, node(id: ID): Node, thing: Thing, number: Int! }
`;

interface Thing {
  readonly __typename: string;
  readonly id: string;
}

/** A number of a text, always the same. */
const hash = (text: string): number => {
  let value = 7;
  for (const character of text) value = (Math.imul(value, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  return value ^ (value >>> 9);
};

const thing = (id: string, type?: string): Thing => ({
  __typename: type ?? (hash(`${id}?`) % 2 === 0 ? 'Leaf' : 'Branch'),
  id,
});

const list = <Item>(id: string, item: (id: string) => Item): Item[] =>
  Array.from({ length: hash(id) % 4 }, (_, index) => item(`${id}${index}`));

/** What a place of the answer is made from: its value, nothing, an error, or something of another type. */
const uncertain = (key: string, value: unknown): unknown => {
  const chance = hash(`${key}!`) % 40;
  if (chance === 0) throw new Error(`thrown at ${key}`);
  if (chance === 1) return null;
  if (chance === 2) return new Error(`given at ${key}`);
  return chance === 3 ? { not: 'a value' } : value;
};

/**
 * Either everything is there at once or all of it comes later: in between, `graphql-js` forgets promises beside an
 * error that is thrown at once, and their rejections end the process.
 */
interface Mode {
  readonly salt: string;
  readonly later: boolean;
}

const inTime = ({ later }: Mode, value: () => unknown): unknown => {
  if (!later) return value();
  const promised = Promise.resolve().then(value);
  promised.catch(() => undefined);
  return promised;
};

/** Items of a list; one that is wrong is no exception, since no resolver stands behind it. */
const listed = (mode: Mode, value: unknown, key: string): unknown => {
  const wrong = hash(`${key}${mode.salt}`) % 40 === 0;
  return inTime(mode, () => (wrong ? new Error(`item of ${key}`) : value));
};

type Values = Readonly<Record<string, (id: string, args: object, mode: Mode) => unknown>>;

const VALUES: Values = {
  id: (id) => id,
  name: (id) => `name of ${id}`,
  strict: (id) => hash(id),
  color: (id) => ['RED', 'GREEN', 'BLUE'][hash(id) % 3],
  numbers: (id, _, mode) => list(id, (key) => listed(mode, hash(key) % 100, key)),
  strictNumbers: (id, _, mode) => list(id, (key) => listed(mode, hash(key) % 100, key)),
  matrix: (id) => list(id, (row) => new Set(list(row, (cell) => hash(cell) / 3))),
  flag: (id) => hash(id) % 2 === 0,
  echo: (id, args) => `${id} ${JSON.stringify(args)}`,
  first: (id) => thing(`${id}f`, 'Leaf'),
  sure: (id) => thing(`${id}s`, 'Leaf'),
  leaves: (id, _, mode) => list(id, (key) => listed(mode, thing(key, 'Leaf'), key)),
  loose: (id, _, mode) => list(id, (key) => listed(mode, thing(key, 'Leaf'), key)),
  deep: (id, _, mode) =>
    list(id, (row) =>
      listed(
        mode,
        list(row, (key) => listed(mode, thing(key, 'Leaf'), key)),
        row,
      ),
    ),
  branch: (id) => thing(`${id}b`, 'Branch'),
  node: (id) => thing(`${id}n`),
  things: (id, _, mode) =>
    list(id, (key) => listed(mode, thing(key, hash(key) % 20 === 0 ? 'Color' : undefined), key)),
};

const ROOTS: Values = {
  branch: () => thing('b', 'Branch'),
  sure: () => thing('s', 'Branch'),
  branches: () => list('any', (id) => thing(id, 'Branch')),
  node: (_, args) => thing(`n${JSON.stringify(args)}`),
  thing: () => thing('t'),
  number: () => 1,
};

const manyOf = (salt: string, read: (id: string) => unknown) =>
  batch<Thing, object, Mode, unknown>([], async (parents, args, context) => {
    const key = `${context.salt}${salt}${JSON.stringify(args)}`;
    if (hash(`${key}all`) % 12 === 0) throw new Error('all of them failed');
    // A thing that is no branch has no id; what it comes to is its own, not that of whoever is asked for with it.
    return parents.map(({ id = '' }) =>
      hash(`${key}${id}`) % 9 === 0 ? new Error(`one of them failed: ${id}`) : read(id),
    );
  });

const wire = (schema: GraphQLSchema): GraphQLSchema => {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const value = (type.name === 'Query' ? ROOTS : VALUES)[field.name];
      if (value === undefined) continue;
      field.resolve = (parent: Thing | undefined, args: object, mode: Mode) => {
        const id = `${mode.salt}${parent?.id ?? ''}`;
        return inTime(mode, () =>
          uncertain(`${type.name}.${field.name}${id}`, value(parent?.id ?? id, args, mode)),
        );
      };
    }
  }
  const branch = schema.getType('Branch');
  if (!isObjectType(branch)) throw new Error('no branch');
  const fields = branch.getFields();
  const give = (name: string, resolve: object): void => {
    Object.assign(fields[name] ?? {}, { resolve });
  };
  give(
    'many',
    manyOf('m', (id) => (hash(id) % 3 === 0 ? null : hash(id) % 1000)),
  );
  give(
    'surelyMany',
    manyOf('s', (id) => (hash(id) % 11 === 0 ? null : hash(id) % 1000)),
  );
  give(
    'manyLeaves',
    manyOf('l', (id) => list(id, (item) => thing(item, 'Leaf'))),
  );
  return schema;
};

const schema = guardSchema(wire(buildSchema(SDL)));

const scalarOf = (type: string, roll: (bound: number) => number): unknown => {
  if (type === 'Int') return roll(100);
  if (type === 'Float') return roll(100) / 8;
  return type === 'Boolean' ? roll(2) === 0 : `text ${roll(9)}`;
};

const isBatch = (_: string, field: string): boolean => /many/i.test(field);

it.each([
  ['at once', false],
  ['later', true],
] as const)('answers like graphql-js where values, errors and nulls come %s', async (_, later) => {
  let withErrors = 0;
  await fc.assert(
    fc.asyncProperty(fc.integer(), fc.integer({ min: 0, max: 999 }), async (seed, salt) => {
      const asked = makeQuestion({ schema, seed, scalarOf, ...(later ? {} : { without: isBatch }) });
      const compared = await askBoth(schema, asked, () => ({ salt: String(salt), later }));
      expectSame(compared);
      if (compared.expected.errors !== undefined) withErrors++;
    }),
    { numRuns: 300 },
  );
  // Neither all right nor all wrong.
  expect(withErrors).toBeGreaterThan(30);
  expect(withErrors).toBeLessThan(270);
});

/** A context that can be narrowed; within a scope everything has other values. */
const scopedMode = (salt: string, later: boolean): object => ({
  salt,
  later,
  within: (institutions: readonly string[]) => scopedMode(`${salt}${institutions.join()}`, later),
});

it.each([
  ['at once', false],
  ['later', true],
] as const)(
  'answers an asker like graphql-js behind the same guard, where values come %s',
  async (_, later) => {
    const seen = { SERVED: 0, SHARING_REFUSED: 0, SHARING_LIMITED: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.integer(),
        fc.integer({ min: 0, max: 999 }),
        fc.integer(),
        async (seed, salt, guard) => {
          const asked = makeQuestion({ schema, seed, scalarOf, ...(later ? {} : { without: isBatch }) });
          const guarding = { owner: 'finance', guard: rolledGuard(guard, ['C1', 'C2', 'C3']) };
          const compared = await askBothGuarded(
            schema,
            asked,
            () => scopedMode(String(salt), later),
            guarding,
          );
          expectSameGuarded(compared);
          const { errors = [] } = compared.expected;
          for (const { extensions } of errors)
            if (extensions['code'] === 'SHARING_REFUSED') seen.SHARING_REFUSED++;
            else if (extensions['code'] === 'SHARING_LIMITED') seen.SHARING_LIMITED++;
          if (errors.length === 0) seen.SERVED++;
        },
      ),
      { numRuns: 300 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(30);
  },
);

const ask = (text: string, variables = {}) =>
  askBoth(schema, { text, variables }, () => ({ salt: '0', later: false }));

it.each([
  ['a variable of the wrong type', 'query ($id: ID) { node(id: $id) { id } }', { id: { not: 'an id' } }],
  ['a variable that is missing', 'query ($on: Boolean!) { number @include(if: $on) }', {}],
  ['a condition that is null', 'query ($on: Boolean = true) { number @include(if: $on) }', { on: null }],
  ['introspection', '{ __schema { queryType { name } } number }', {}],
  ['the type of a type', '{ __type(name: "Leaf") { kind } }', {}],
] as const)('leaves %s to graphql-js', async (_, text, variables) => {
  const { compiled, expected } = await ask(text, variables);
  expect(JSON.parse(JSON.stringify(compiled))).toEqual(
    JSON.parse(JSON.stringify(expected, (key, value: unknown) => (key === 'locations' ? undefined : value))),
  );
});

it('makes plain objects whose names may be anything', async () => {
  const { compiled } = await ask('{ __proto__: number constructor: number }');
  expect(JSON.stringify(compiled.data)).toBe('{"__proto__":1,"constructor":1}');
  expect(Object.getPrototypeOf(compiled.data)).toBe(Object.prototype);
});
