// `@requires` over three subgraphs, each of which needs what the one before it computes.
import { withEachPlanner } from '../../../support/supergraph-engines.ts';
import { oneBy } from '../../../support/supergraph-rows.ts';

const POSTS = [
  { id: 'o1', grade: 7, title: 'Clerk' },
  { id: 'o2', grade: 2, title: 'Head' },
];
const SUBSIDIES = [
  { id: 'o1', subsidy: 50 },
  { id: 'o2', subsidy: null },
];

withEachPlanner(
  'chained requirements',
  () => ({
    establishment: {
      sdl: `
        type Query { posts: [Post!]! post(id: ID!): Post }
        type Post @key(fields: "id") { id: ID! grade: Int! title: String! }
      `,
      resolvers: {
        Query: { posts: () => POSTS, post: (_, key) => oneBy(POSTS, 'id')(key) },
        Post: { __resolveReference: oneBy(POSTS, 'id') },
      },
    },
    hr: {
      sdl: `
        type Post @key(fields: "id") {
          id: ID!
          grade: Int! @external
          base: Int! @requires(fields: "grade")
          subsidy: Int
        }
      `,
      resolvers: {
        Post: { __resolveReference: oneBy(SUBSIDIES, 'id'), base: ({ grade }) => 1000 * Number(grade) },
      },
    },
    finance: {
      sdl: `
        type Query { dearest: Post! }
        type Post @key(fields: "id") {
          id: ID!
          base: Int! @external
          subsidy: Int @external
          pay: Int! @requires(fields: "base")
          bonus: Int! @requires(fields: "base subsidy")
        }
      `,
      resolvers: {
        Query: { dearest: () => ({ id: 'o1' }) },
        Post: {
          pay: ({ base }) => Number(base) + 1,
          bonus: ({ base, subsidy }) => Number(base) / 10 + Number(subsidy ?? 0),
        },
      },
    },
    organization: {
      sdl: `
        type Post @key(fields: "id") {
          id: ID!
          grade: Int! @external
          pay: Int! @external
          verdict: String! @requires(fields: "grade pay")
        }
      `,
      resolvers: { Post: { verdict: ({ grade, pay }) => `grade ${grade} earns ${pay}` } },
    },
  }),
  (graph) => {
    it('computes a field from another subgraph\u2019s', async () => {
      expect(await graph.ask('{ posts { base } }')).toEqual({
        data: { posts: [{ base: 7000 }, { base: 2000 }] },
      });
    });

    it('follows a chain over four subgraphs', async () => {
      expect(await graph.ask('{ posts { verdict title } }')).toEqual({
        data: {
          posts: [
            { verdict: 'grade 7 earns 7001', title: 'Clerk' },
            { verdict: 'grade 2 earns 2001', title: 'Head' },
          ],
        },
      });
    });

    it('does not show what it needed only to compute', async () => {
      expect(await graph.ask('{ post(id: "o2") { pay } }')).toEqual({ data: { post: { pay: 2001 } } });
    });

    it('starts a chain at its last link', async () => {
      expect(await graph.ask('{ dearest { pay base } }')).toEqual({
        data: { dearest: { pay: 7001, base: 7000 } },
      });
    });

    it('hands over a null that a field requires', async () => {
      expect(await graph.ask('{ posts { bonus } }')).toEqual({
        data: { posts: [{ bonus: 750 }, { bonus: 200 }] },
      });
    });
  },
);
