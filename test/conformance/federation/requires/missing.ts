// What a field requires could not be had: it is not computed from nothing, and the one who failed is named.
import { GraphQLError } from 'graphql';
import { withEachPlanner } from '../../../support/supergraph-engines.ts';

const POSTS = ['o1', 'o2', 'o3'].map((id) => ({ id }));

withEachPlanner(
  'requirements that could not be had',
  () => ({
    establishment: {
      sdl: `
        type Query { posts: [Post!]! }
        type Post @key(fields: "id") { id: ID! }
      `,
      resolvers: { Query: { posts: () => POSTS } },
    },
    hr: {
      sdl: `type Post @key(fields: "id") { id: ID! grade: Int! }`,
      resolvers: {
        Post: {
          __resolveReference: (key) => (key['id'] === 'o3' ? null : key),
          grade: ({ id }) => {
            if (id === 'o1')
              throw new GraphQLError('no grade', { extensions: { code: 'DATABASE_UNAVAILABLE' } });
            return 2;
          },
        },
      },
    },
    finance: {
      sdl: `
        type Post @key(fields: "id") {
          id: ID!
          grade: Int! @external
          bonus: Int @requires(fields: "grade")
          rate: Int!
        }
      `,
      resolvers: { Post: { bonus: ({ grade }) => Number(grade) * 10, rate: () => 3 } },
    },
  }),
  (graph) => {
    it('leaves null what could not be computed, and computes the rest', async () => {
      expect(await graph.ask('{ posts { id bonus } }')).toEqual({
        data: {
          posts: [
            { id: 'o1', bonus: null },
            { id: 'o2', bonus: 20 },
            { id: 'o3', bonus: null },
          ],
        },
        errors: [{ code: 'DATABASE_UNAVAILABLE', owner: 'hr', path: ['posts', 0, 'grade'] }],
      });
      expect(graph.asked('finance').flatMap(({ representations }) => representations)).toEqual([
        { __typename: 'Post', id: 'o2', grade: 2 },
      ]);
    });

    it('still answers the owner\u2019s other fields', async () => {
      const { data } = await graph.ask('{ posts { rate } }');
      expect(data).toEqual({ posts: [{ rate: 3 }, { rate: 3 }, { rate: 3 }] });
    });
  },
);
