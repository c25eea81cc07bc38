// Two subgraphs that require fields of each other in turns.
import { REFUSED, type Answer } from '../../../support/supergraph.ts';
import { withEachPlanner } from '../../../support/supergraph-engines.ts';
import { oneBy } from '../../../support/supergraph-rows.ts';

const POSTS = [
  { id: 'o1', quota: 3 },
  { id: 'o2', quota: 5 },
];

withEachPlanner(
  'circular requirements',
  () => ({
    establishment: {
      sdl: `
        type Query { posts: [Post!]! }
        type Post @key(fields: "id") {
          id: ID!
          quota: Int!
          filled: Int! @external
          open: Int! @requires(fields: "filled")
        }
      `,
      resolvers: {
        Query: { posts: () => POSTS },
        Post: {
          __resolveReference: oneBy(POSTS, 'id'),
          open: ({ id, filled }) => Number(oneBy(POSTS, 'id')({ id })?.['quota']) - Number(filled),
        },
      },
    },
    hr: {
      sdl: `
        type Query { vacancies: [Post!]! }
        type Post @key(fields: "id") {
          id: ID!
          quota: Int! @external
          open: Int! @external
          filled: Int! @requires(fields: "quota")
          urgent: Boolean! @requires(fields: "open")
        }
      `,
      resolvers: {
        Query: { vacancies: () => [{ id: 'o2' }] },
        Post: {
          filled: ({ quota }) => Math.floor(Number(quota) / 2),
          urgent: ({ open }) => Number(open) > 2,
        },
      },
    },
  }),
  (graph, planner) => {
    /** Apollo's planner asks a subgraph for what is another's: refused. */
    const right = (data: object): Answer => (planner === 'apollo' ? REFUSED : { data });

    it('goes back and forth as often as the fields need', async () => {
      expect(await graph.ask('{ posts { urgent } }')).toEqual(
        right({ posts: [{ urgent: false }, { urgent: true }] }),
      );
    });

    it('goes back and forth from the other end, too', async () => {
      expect(await graph.ask('{ vacancies { urgent open filled quota id } }')).toEqual(
        right({ vacancies: [{ urgent: true, open: 3, filled: 2, quota: 5, id: 'o2' }] }),
      );
    });
  },
);
