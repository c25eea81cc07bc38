// Enums and inputs that differ between subgraphs: what clients may send and get is what all of them understand.
import { withEachPlanner } from '../../../support/supergraph-engines.ts';

withEachPlanner(
  'enums and inputs that differ',
  () => ({
    establishment: {
      sdl: `
        type Query {
          institution: Institution!
          posts(filter: Filter, measure: Measure): [String!]!
          level: Level!
        }
        type Institution @key(fields: "code") { code: ID! level: Level! }
        input Filter { title: String limit: Int = 2 onlyOpen: Boolean }
        enum Measure { FTE HEAD SEAT }
        enum Level { TOWN COUNTY }
      `,
      resolvers: {
        Query: {
          institution: () => ({ code: 'i1', level: 'COUNTY' }),
          level: () => 'TOWN',
          posts: (_, { filter, measure }) => [JSON.stringify(filter ?? null), String(measure)],
        },
      },
    },
    finance: {
      sdl: `
        type Query { payments(filter: Filter, measure: Measure!): [String!]! rate: Level! }
        type Institution @key(fields: "code") { code: ID! spent(filter: Filter!): String! }
        input Filter { title: String limit: Int = 2 month: String }
        enum Measure { FTE HEAD }
        enum Level { TOWN COUNTY CITY }
      `,
      resolvers: {
        Query: {
          payments: (_, { filter, measure }) => [JSON.stringify(filter ?? null), String(measure)],
          rate: () => 'CITY',
        },
        Institution: { spent: (_, { filter }) => JSON.stringify(filter) },
      },
    },
  }),
  (graph) => {
    it('takes input fields that all subgraphs have, with the default of each', async () => {
      const question = `{
        posts(filter: { title: "a" }, measure: HEAD)
        payments(filter: { limit: 5 }, measure: FTE)
      }`;
      expect(await graph.ask(question)).toEqual({
        data: {
          posts: ['{"title":"a","limit":2}', 'HEAD'],
          payments: ['{"limit":5}', 'FTE'],
        },
      });
    });

    it('hands an input variable on to an entity\u2019s field', async () => {
      const question = 'query ($filter: Filter!) { institution { level spent(filter: $filter) } }';
      expect(await graph.ask(question, { filter: { title: 'x' } })).toEqual({
        data: { institution: { level: 'COUNTY', spent: '{"title":"x","limit":2}' } },
      });
    });

    it.each([
      ['an input field that one subgraph lacks', '{ posts(filter: { onlyOpen: true }) }'],
      ['an enum value that one subgraph lacks', '{ posts(measure: SEAT) }'],
    ])('refuses %s', async (_, question) => {
      expect(await graph.ask(question)).toEqual({
        data: undefined,
        errors: [{ code: 'GRAPHQL_VALIDATION_FAILED' }],
      });
    });

    it.each([
      ['an input field that one subgraph lacks', { filter: { month: '2026-01' } }],
      ['a value of another type', { filter: { title: 1 } }],
    ])('refuses variables with %s', async (_, variables: object) => {
      const question = 'query ($filter: Filter!) { institution { spent(filter: $filter) } }';
      expect(await graph.ask(question, variables)).toEqual({
        data: undefined,
        errors: [{ code: 'BAD_USER_INPUT' }],
      });
    });

    it('gives enum values that only one subgraph has, where they only go out', async () => {
      expect(await graph.ask('{ level rate }')).toEqual({ data: { level: 'TOWN', rate: 'CITY' } });
    });
  },
);
