// What operations weigh over the graph of the five departments, and over one of another house.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  buildSchema,
  getIntrospectionQuery,
  Kind,
  parse,
  validate,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { weigh } from '../../../../gateway/receive/limits/cost.ts';
import { readDeclared } from '../../../../gateway/receive/limits/declared.ts';
import { figureOf, type SentVariables } from '../../../../gateway/receive/limits/figure.ts';
import { COST_MAX, weightFault } from '../../../../gateway/receive/limits/weight-limit.ts';

const SCHEMA = path.join(__dirname, '../../../../schema');
const read = (file: string): string => readFileSync(path.join(SCHEMA, file), 'utf8');
const OURS = buildSchema(read('api.graphql'));

const FOREIGN = buildSchema(`
  type Query { shops(first: Int = 7): [Shop!]! shop: Shop page(limit: Int): ShopPage matrix: [[Shop!]!]! pets: [Pet!]!
    relay(first: Int, last: Int, before: String, after: String): ShopConnection }
  type Mutation { open: Shop }
  interface Pet { owner: Shop }
  type Dog implements Pet { owner: Shop kennels: [Shop!]! }
  type Shop { name: String tags: [String!]! near(first: Int!): [Shop!]! branches: [Shop!]! parent: Shop }
  type ShopPage { nodes: [Shop!]! others: [Shop!]! }
  type ShopConnection { edges: [ShopEdge!]! pageInfo: PageInfo! }
  type ShopEdge { node: Shop! cursor: String! }
  type PageInfo { hasNextPage: Boolean! }`);

const weightOf = (text: string, schema: GraphQLSchema = OURS) => {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  if (operation === undefined) throw new Error('no operation');
  return weigh(document, operation, schema);
};

const costOf = (text: string, variables: SentVariables = {}, schema?: GraphQLSchema): number =>
  figureOf(weightOf(text, schema).cost, variables);

const faultOf = (text: string, variables: SentVariables = {}) => weightFault(weightOf(text), variables);

const LINKED = (
  first: number,
): string => `{ institution(code: "1") { seats(first: ${first}) { nodes { person {
  name appointments { title } payments(first: 24) { nodes { month } } decisions { measure } } } } } }`;

describe('over the five departments', () => {
  const operations = readdirSync(path.join(SCHEMA, 'operations')).map((file) => [
    file,
    read(`operations/${file}`),
  ]);

  it.each(operations)('allows %s with its example', (_, text = '') => {
    const variables = JSON.parse(/^# variables: (.*)$/m.exec(text)?.[1] ?? '{}') as SentVariables;
    expect(weightFault(weightOf(text), variables)).toBeUndefined();
    expect(costOf(text, variables)).toBeLessThan(COST_MAX / 10);
  });

  it('allows introspection', () => {
    expect(costOf(getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true }))).toBeLessThan(
      COST_MAX,
    );
  });

  it('allows a linked question over a page of 1,000', () => {
    expect(costOf(LINKED(1000))).toBe(1 + 1 + 1000 * (1 + 1 + 10 + (1 + 24) + 10));
    expect(faultOf(LINKED(1000))).toBeUndefined();
  });

  it('refuses a page of 1,000 inside each of 1,000, and says how many it may bring', () => {
    const nest = `{ institutions(first: 1000) { nodes { seats(first: 1000) { nodes { id } } } } }`;
    expect(faultOf(nest)).toMatchObject({
      code: 'QUERY_TOO_COSTLY',
      details: { cost: 1 + 1000 * (1 + 1 + 1000), max: COST_MAX },
    });
  });

  it('takes a page for 50 where none is named, whether by no argument, by null or by a variable that was not sent', () => {
    const asked = 'query ($first: Int) { institutions(first: $first) { nodes { code } } }';
    expect([
      costOf('{ institutions { nodes { code } } }'),
      costOf('{ institutions(first: null) { nodes { code } } }'),
      costOf(asked),
      costOf(asked, { first: null }),
    ]).toEqual([51, 51, 51, 51]);
  });

  it('reads the page from a variable, else from its default', () => {
    const asked =
      'query ($first: Int = 30) { institutions(first: $first) { nodes { code } edges { node { code } } } }';
    expect([costOf(asked), costOf(asked, { first: 2 })]).toEqual([1 + 30 + 60, 1 + 2 + 4]);
  });

  it('does not multiply what stands beside the page', () => {
    expect(costOf('{ institutions(first: 1000) { totalCount pageInfo { endCursor } } }')).toBe(2);
  });

  it.each([
    ['{ institutions(first: 0) { totalCount } }', {}, 0],
    ['{ institutions(first: 1001) { totalCount } }', {}, 1001],
    ['query ($first: Int) { institutions(first: $first) { totalCount } }', { first: -5 }, -5],
    ['query ($first: Int = 2000) { institutions(first: $first) { totalCount } }', {}, 2000],
    [
      '{ institution(code: "1") { ...page } } fragment page on Institution { seats(first: 1001) { totalCount } }',
      {},
      1001,
    ],
  ])('refuses the page of %s', (text, variables, first) => {
    expect(faultOf(text, variables)).toMatchObject({
      code: 'PAGE_SIZE_OUT_OF_RANGE',
      details: { first, max: 1000 },
    });
  });

  it.each([1, 1000])('allows a page of %s', (first) => {
    expect(faultOf(`{ institutions(first: ${first}) { totalCount } }`)).toBeUndefined();
  });

  it('leaves a variable of another type to be refused as such', () => {
    const asked = 'query ($first: Int) { institutions(first: $first) { totalCount } }';
    for (const first of ['5000', 2.5, {}, [], true]) expect(faultOf(asked, { first })).toBeUndefined();
  });
});

describe('over another graph', () => {
  it.each([
    ['{ shop { name tags } }', 1],
    ['{ shops { name } }', 7],
    ['{ shops(first: 3) { near(first: 4) { name } } }', 3 + 3 * 4],
    ['{ shops(first: 3) { branches { name } } }', 3 + 3 * 10],
    ['{ page(limit: 5) { nodes { name } others { name } } }', 1 + 5 + 10],
    ['{ relay(last: 20) { edges { node { name } } } }', 1 + 20 * 2],
    ['{ relay { edges { node { name } } } }', 1 + 10 * 2],
    ['{ matrix { name } }', 100],
    ['{ pets { owner { name } ... on Dog { kennels { name } } } }', 10 * (1 + 1 + 10)],
    ['mutation { open { name } }', 1],
    ['{ __schema { types { name } } __type(name: "Shop") { name } __typename }', 1 + 10 + 1],
    ['{ shop { ...a ...a } } fragment a on Shop { parent { name } }', 3],
    ['{ shops(first: -3) { name } }', 0],
  ])('%s weighs %s', (text, cost) => {
    expect(costOf(text, {}, FOREIGN)).toBe(cost);
  });

  it('counts what a condition leaves out as nothing', () => {
    const text = `query ($yes: Boolean!, $also: Boolean = false) { shop { name } a: shop @include(if: $yes) { name }
      b: shop @skip(if: $yes) { name } ... @include(if: $also) { c: shop { name } } d: shop @skip(if: true) { name } }`;
    const both = (yes: boolean, also?: boolean) =>
      costOf(text, { yes, ...(also === undefined ? {} : { also }) }, FOREIGN);
    expect([both(true), both(false), both(true, true)]).toEqual([2, 2, 3]);
  });

  it('sets no bounds to pages that are not ours', () => {
    const asked = '{ relay(first: 5000) { edges { cursor } } shops(first: 5000) { name } }';
    expect(weightOf(asked, FOREIGN).pages).toEqual([]);
  });
});

describe('over a graph that declares its costs', () => {
  const sdl = (link: string, listSize: string, cost: string): string => `
    schema ${link} { query: Query }
    directive @link(url: String, import: [Import]) repeatable on SCHEMA
    scalar Import
    directive ${listSize}(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean) on FIELD_DEFINITION
    directive ${cost}(weight: Int!) on FIELD_DEFINITION | OBJECT | SCALAR
    type Query {
      shops(count: Int, first: Int): Found ${listSize}(slicingArguments: ["count"], sizedFields: ["shops"], assumedSize: 8)
      near: [Shop!] ${listSize}(assumedSize: 3)
      report: Report
      stars: Int ${cost}(weight: 5)
      tags: [Tag!] ${listSize}(assumedSize: 4)
    }
    type Found { shops: [Shop!]! nodes: [Shop!]! }
    type Shop { name: String }
    type Report ${cost}(weight: 20) { name: String shop: Shop }
    scalar Tag ${cost}(weight: 2)`;
  const url = 'url: "https://specs.apollo.dev/cost/v0.1"';
  const PLAIN = sdl(`@link(${url}, import: ["@cost", "@listSize"])`, '@listSize', '@cost');
  const RENAMED = sdl(
    `@link(${url}, import: [{name: "@cost", as: "@weight"}, {name: "@listSize", as: "@many"}])`,
    '@many',
    '@weight',
  );

  describe.each([
    ['by their names', PLAIN],
    ['by other names', RENAMED],
  ])('%s', (_, text) => {
    const schema = buildSchema(text);
    const declaredCost = (query: string): number => {
      const document = parse(query);
      const [operation] = document.definitions;
      const weight = weigh(document, operation as OperationDefinitionNode, schema, readDeclared(text));
      return figureOf(weight.cost, {});
    };

    it.each([
      ['{ shops(count: 6) { shops { name } } }', 1 + 6],
      ['{ shops { shops { name } } }', 1 + 8],
      ['{ shops(first: 6) { shops { name } nodes { name } } }', 1 + 8 + 10],
      ['{ near { name } }', 3],
      ['{ report { name shop { name } } }', 20 + 1],
      ['{ stars }', 5],
      ['{ tags }', 4 * 2],
    ])('%s weighs %s', (query, cost) => {
      expect(declaredCost(query)).toBe(cost);
    });
  });
});
