// Root fields of several subgraphs in one question, and the root type's own name.
import { withEachPlanner } from '../../../support/supergraph-engines.ts';

withEachPlanner(
  'root fields',
  () => ({
    establishment: {
      sdl: `
        type Query { quota: Int! house: House! }
        type House { rooms: Int! }
      `,
      resolvers: { Query: { quota: () => 7, house: () => ({ rooms: 3 }) } },
    },
    finance: {
      sdl: `
        schema { query: Root mutation: Change }
        type Root { budget: Int! }
        type Change { spend: Int! }
      `,
      resolvers: { Root: { budget: () => 900 }, Change: { spend: () => 1 } },
    },
    hr: { sdl: `type Query { staff: Int! }`, resolvers: { Query: { staff: () => 12 } } },
  }),
  (graph) => {
    it('asks each subgraph once for all its root fields', async () => {
      expect(await graph.ask('{ quota staff budget house { rooms } }')).toEqual({
        data: { quota: 7, staff: 12, budget: 900, house: { rooms: 3 } },
      });
      expect(['establishment', 'finance', 'hr'].map((name) => graph.asked(name).length)).toEqual([1, 1, 1]);
    });

    it('reads root fields out of fragments', async () => {
      const question = `
        query { ... on Query { staff } ...Rest }
        fragment Rest on Query { budget ... { house { __typename } } }
      `;
      expect(await graph.ask(question)).toEqual({
        data: { staff: 12, budget: 900, house: { __typename: 'House' } },
      });
    });

    it('knows the name of the query type without asking', async () => {
      expect(await graph.ask('{ __typename kind: __typename }')).toEqual({
        data: { __typename: 'Query', kind: 'Query' },
      });
      expect(['establishment', 'finance', 'hr'].flatMap((name) => graph.asked(name))).toEqual([]);
    });

    it('gives the name of the root type beside fields of subgraphs', async () => {
      expect(await graph.ask('{ kind: __typename budget __typename }')).toEqual({
        data: { kind: 'Query', budget: 900, __typename: 'Query' },
      });
      expect(await graph.ask('mutation { __typename spend }')).toEqual({
        data: { __typename: 'Mutation', spend: 1 },
      });
    });
  },
);
