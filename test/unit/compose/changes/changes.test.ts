// Two small graphs after each other: what changed is found, and so is whom it breaks.
import { compareGraphs, breakLines } from '../../../../gateway/compose/changes/compare.ts';
import { readGraph } from '../../../../gateway/compose/changes/graph.ts';
import { parseAgreements } from '../../../../gateway/compose/changes/agreements.ts';
import { coordinatesOf } from '../../../../gateway/compose/changes/used.ts';

const BEFORE = `
  "Where questions begin."
  type Query { person(pid: ID!, kind: Kind): Person! people(filter: Filter, first: Int): [Person!]! thing: Thing old: Int }
  type Person implements Named { pid: ID! name: String age: Int! kind: Kind hires(first: Int): [Hire!] }
  type Hire { on: String }
  type Bonus { month: String }
  interface Named { name: String }
  union Thing = Person | Hire
  enum Kind { CIVIL SERVICE }
  input Filter { kind: Kind name: String }`;

const OPERATIONS = {
  Plain: '{ person(pid: "1") { name hires { on } } }',
  Ages: 'query Ages { people(first: 3) { ...a } } fragment a on Person { age }',
  Civil: 'query Civil { person(pid: "1", kind: CIVIL) { pid } }',
  Filtered: 'query Filtered($filter: Filter) { people(filter: $filter) { pid } }',
  Literal: 'query Literal { people(filter: { name: "x" }) { pid } }',
  Thing: 'query Thing { thing { ... on Hire { on } } }',
};

type Name = keyof typeof OPERATIONS;

const replaced = (...pairs: readonly (readonly [string, string])[]): string =>
  pairs.reduce((sdl, [from, to]) => {
    if (!sdl.includes(from)) throw new Error(`not there: ${from}`);
    return sdl.replace(from, to);
  }, BEFORE);

const compared = (after: string, agreements = '[]') =>
  compareGraphs(readGraph('before', BEFORE), readGraph('after', after), {
    operations: Object.entries(OPERATIONS).map(([name, body]) => ({ client: 'dashboard', name, body })),
    agreements: parseAgreements('agreements.json', agreements),
    rules: [],
  });

type Case = readonly [string, readonly [string, string], string, string, readonly Name[]];

it.each<Case>([
  ['a field removed', ['age: Int! ', ''], 'removed', 'Person.age', ['Ages']],
  ['a field of another type', ['age: Int!', 'age: String!'], 'changed', 'Person.age', ['Ages']],
  ['a field that may be null now', ['age: Int!', 'age: Int'], 'changed', 'Person.age', ['Ages']],
  ['a field that is a list now', ['on: String', 'on: [String]'], 'changed', 'Hire.on', ['Plain', 'Thing']],
  ['a type removed', ['union Thing = Person | Hire', 'union Thing = Person'], 'changed', 'Thing', ['Thing']],
  [
    'an argument removed',
    ['first: Int): [Person', 'after: Int): [Person'],
    'removed',
    'Query.people(first:)',
    ['Ages'],
  ],
  [
    'an argument that must be given now',
    ['hires(first: Int)', 'hires(first: Int, year: Int!)'],
    'added',
    'Person.hires(year:)',
    ['Plain'],
  ],
  ['a value removed', ['CIVIL SERVICE', 'SERVICE'], 'removed', 'Kind.CIVIL', ['Civil', 'Filtered']],
  [
    'an input field that must be given now',
    ['kind: Kind name: String }', 'kind: Kind name: String year: Int! }'],
    'added',
    'Filter.year',
    ['Filtered', 'Literal'],
  ],
  [
    'an input field removed',
    ['kind: Kind name: String }', 'kind: Kind }'],
    'removed',
    'Filter.name',
    ['Filtered', 'Literal'],
  ],
])('finds %s and whom it breaks', async (_what, [from, to], kind, coordinate, names) => {
  const { changes, operations } = await compared(replaced([from, to]));
  expect(changes).toContainEqual(expect.objectContaining({ kind, level: 'breaking', coordinate }));
  expect(operations.map(({ client, operation, coordinate: at }) => [client, operation, at])).toEqual(
    names.map((name) => ['dashboard', name, coordinate]),
  );
});

it('finds an argument that must be given now by those who do not give it', async () => {
  const { operations } = await compared(replaced(['hires(first: Int)', 'hires(first: Int!)']));
  expect(operations).toEqual([
    expect.objectContaining({ operation: 'Plain', reason: expect.stringContaining('first') }),
  ]);
});

it.each<readonly [string, string, string]>([
  ['a field that nobody asks', 'old: Int', ''],
  ['a type that nobody asks', 'type Bonus { month: String }', ''],
])('breaks nobody with %s that is removed', async (_what, from, to) => {
  const { changes, operations } = await compared(replaced([from, to]));
  expect(changes).toEqual([expect.objectContaining({ kind: 'removed', level: 'breaking' })]);
  expect(operations).toEqual([]);
});

it('lets safe changes pass, and says what was added', async () => {
  const after = replaced(
    ['Where questions begin.', 'Described in other words.'],
    ['old: Int', 'old: Int @deprecated(reason: "See thing.") bonus(first: Int): Pension'],
    ['first: Int): [Person', 'first: Int, after: String): [Person'],
    ['type Bonus', 'type Pension { from: String until: String } type Bonus'],
    ['thing: Thing', 'thing: Thing!'],
  );
  const { changes, operations } = await compared(after);
  expect(operations).toEqual([]);
  expect(changes.map(({ kind, level, coordinate }) => `${kind} ${coordinate} ${level}`)).toEqual([
    'added Pension safe',
    'added Query.bonus safe',
    'changed Query.old safe',
    'added Query.people(after:) dangerous',
    'changed Query.thing safe',
  ]);
});

it('blames no change for an operation that was wrong before', async () => {
  const { operations } = await compareGraphs(
    readGraph('before', BEFORE),
    readGraph('after', replaced(['age: Int!', 'age: Int'])),
    {
      operations: [{ client: null, name: 'Wrong', body: '{ people { age shoe } }' }],
      agreements: [],
      rules: [],
    },
  );
  expect(operations).toEqual([]);
});

it('knows what an operation relies on, through fragments, literals and variables', () => {
  const { api } = readGraph('before', BEFORE);
  const body = `query Q($filter: Filter, $pid: ID!) { people(filter: $filter) { ...n } person(pid: $pid, kind: CIVIL) { __typename } }
    fragment n on Person { ... on Named { name } }`;
  expect([...coordinatesOf(body, api)].sort()).toEqual([
    ...[
      'Filter',
      'Filter.kind',
      'Filter.name',
      'ID',
      'Kind',
      'Kind.CIVIL',
      'Kind.SERVICE',
      'Named',
      'Named.name',
    ],
    ...['Person', 'Person.__typename', 'Query', 'Query.people', 'Query.people(filter:)', 'Query.person'],
    ...['Query.person(kind:)', 'Query.person(pid:)', 'String'],
  ]);
});

describe('agreements', () => {
  const AGREEMENTS = JSON.stringify([
    { owner: 'hr', coordinates: ['Person.hires', 'Hire.*'], document: '2026-7' },
    { owner: 'finance', coordinates: ['Bonus.*', 'Person.name'] },
  ]);

  it('that cover what is removed are named with it', async () => {
    const after = replaced([' hires(first: Int): [Hire!]', ''], ['type Bonus { month: String }', '']);
    const comparison = await compared(after, AGREEMENTS);
    expect(comparison.agreements).toEqual([
      {
        owner: 'hr',
        covers: 'Person.hires',
        coordinate: 'Person.hires',
        reason: "Field 'Person.hires' was removed",
      },
      {
        owner: 'finance',
        covers: 'Bonus.*',
        coordinate: 'Bonus.month',
        reason: "Field 'Bonus.month' was removed",
      },
    ]);
    expect(breakLines(comparison)).toContain(
      "agreement of finance on Bonus.* · Bonus.month · Field 'Bonus.month' was removed",
    );
  });

  it('that cover nothing that changed stay', async () => {
    expect((await compared(replaced(['old: Int', '']), AGREEMENTS)).agreements).toEqual([]);
  });

  it.each(['{', '{}', '[{"owner":"hr"}]', '[{"owner":"hr","coordinates":["Person"]}]'])(
    'are refused as %s',
    (text) => {
      expect(() => parseAgreements('a.json', text)).toThrow(
        expect.objectContaining({ code: 'AGREEMENT_LIST_INVALID' }),
      );
    },
  );
});

it('refuses a file that is no schema', () => {
  expect(() => readGraph('old.graphql', 'type {')).toThrow(
    expect.objectContaining({ code: 'SCHEMA_FILE_INVALID' }),
  );
});
