// Mutations over several subgraphs: one after the other, in the order in which the client wrote them.
import { setTimeout } from 'node:timers/promises';
import { withEachPlanner } from '../../../support/supergraph-engines.ts';
import { GraphQLError } from 'graphql';

/** Longer than a request to the next subgraph takes: whoever does not wait is overtaken. */
const SLOW_MS = 30;

withEachPlanner(
  'mutations',
  ({ note }) => {
    const posts = new Map<string, string>();
    return {
      establishment: {
        sdl: `
          type Query { posts: [Post!]! }
          type Mutation {
            openPost(id: ID!, title: String!): Post!
            closePost(id: ID!): Post
          }
          type Post @key(fields: "id") { id: ID! title: String! }
        `,
        resolvers: {
          Query: { posts: () => [...posts].map(([id, title]) => ({ id, title })) },
          Mutation: {
            openPost: async (_, { id, title }) => {
              note(`open ${id}`);
              await setTimeout(SLOW_MS);
              posts.set(String(id), String(title));
              note(`opened ${id}`);
              return { id, title };
            },
            closePost: (_, { id }) => {
              note(`close ${id}`);
              throw new GraphQLError('not today', { extensions: { code: 'DATABASE_UNAVAILABLE' } });
            },
          },
          Post: { title: ({ id }) => posts.get(String(id)) },
        },
      },
      finance: {
        sdl: `
          type Mutation { fund(id: ID!): Post! spend(id: ID!): Int! }
          type Post @key(fields: "id") { id: ID! budget: Int! }
        `,
        resolvers: {
          Mutation: {
            fund: async (_, { id }) => {
              note(`fund ${id}`);
              await setTimeout(SLOW_MS);
              note(`funded ${id}`);
              return { id };
            },
            spend: (_, { id }) => {
              note(`spend ${id}`);
              throw new GraphQLError('nothing left', { extensions: { code: 'VALUE_INVALID' } });
            },
          },
          Post: {
            budget: ({ id }) => {
              note(`budget of ${id}`);
              return 70;
            },
          },
        },
      },
    };
  },
  (graph) => {
    it('waits for each before it starts the next', async () => {
      const question = `mutation {
        a: openPost(id: "a", title: "A") { id }
        b: fund(id: "b") { id }
        c: openPost(id: "c", title: "C") { id }
        d: openPost(id: "d", title: "D") { id }
        e: fund(id: "e") { id }
      }`;
      expect(await graph.ask(question)).toEqual({
        data: { a: { id: 'a' }, b: { id: 'b' }, c: { id: 'c' }, d: { id: 'd' }, e: { id: 'e' } },
      });
      expect(graph.events()).toEqual([
        'open a',
        'opened a',
        'fund b',
        'funded b',
        'open c',
        'opened c',
        'open d',
        'opened d',
        'fund e',
        'funded e',
      ]);
    });

    it('completes what a mutation gives from other subgraphs', async () => {
      const question = `mutation {
        openPost(id: "m", title: "M") { title budget }
        fund(id: "m") { budget title }
      }`;
      expect(await graph.ask(question)).toEqual({
        data: { openPost: { title: 'M', budget: 70 }, fund: { budget: 70, title: 'M' } },
      });
    });

    it('goes on after one that failed, where it may be null', async () => {
      const question = `mutation {
        closePost(id: "a") { title budget }
        fund(id: "b") { id }
      }`;
      expect(await graph.ask(question)).toEqual({
        data: { closePost: null, fund: { id: 'b' } },
        errors: [{ code: 'DATABASE_UNAVAILABLE', owner: 'establishment', path: ['closePost'] }],
      });
      expect(graph.events()).toEqual(['close a', 'fund b', 'funded b']);
    });

    it('gives no data where one fails that may not be null, and says which', async () => {
      const question = 'mutation { openPost(id: "x", title: "X") { id } spend(id: "x") }';
      expect(await graph.ask(question)).toEqual({
        data: null,
        errors: [{ code: 'VALUE_INVALID', owner: 'finance', path: ['spend'] }],
      });
      expect(graph.events()).toEqual(['open x', 'opened x', 'spend x']);
    });
  },
);
