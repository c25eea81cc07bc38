// What goes wrong at an owner: its code, its name, and each place of the client's answer that lacks something.
import { GraphQLError } from 'graphql';
import { withEachPlanner } from '../../../support/supergraph-engines.ts';
import { oneBy } from '../../../support/supergraph-rows.ts';

const POSTS = [{ id: 'o1' }, { id: 'o2' }, { id: 'o1' }];

const refuse = (code?: string): never => {
  throw new GraphQLError(
    'secret words',
    code === undefined ? {} : { extensions: { code, serviceName: 'x' } },
  );
};

withEachPlanner(
  'errors',
  () => ({
    establishment: {
      sdl: `
        type Query { posts: [Post!]! groups: [Group!]! broken: String post: Post }
        type Group { posts: [[Post]] }
        type Post @key(fields: "id") { id: ID! title: String }
      `,
      resolvers: {
        Query: {
          posts: () => POSTS,
          post: () => POSTS[0],
          groups: () => [
            { posts: [[{ id: 'o2' }, null], null] },
            { posts: [[], [{ id: 'o1' }, { id: 'o2' }]] },
          ],
          broken: () => refuse('PAGE_SIZE_OUT_OF_RANGE'),
        },
        Post: { __resolveReference: oneBy([{ id: 'o1', title: 'Clerk' }], 'id') },
      },
    },
    finance: {
      sdl: `
        type Post @key(fields: "id") { id: ID! pay: Int budget: Budget costs(of: ID): [Cost]! }
        type Budget { total: Int parts: [Part!] }
        type Part { amount: Int }
        type Cost { amount: Int }
      `,
      resolvers: {
        Post: {
          __resolveReference: (key) => (key['id'] === 'o3' ? refuse('VALUE_INVALID') : key),
          pay: ({ id }) => (id === 'o1' ? refuse('DATABASE_UNAVAILABLE') : 7),
          budget: ({ id }) => ({ total: 1, parts: [{ amount: 1 }, { id }] }),
          costs: (_, { of }) => [{ amount: 1 }, { amount: 2, of }],
        },
        Part: { amount: ({ amount, id }) => (id === 'o2' ? refuse() : (amount ?? 2)) },
        Cost: { amount: ({ amount, of }) => (of === 'all' ? refuse('VALUE_INVALID') : amount) },
      },
    },
  }),
  (graph) => {
    it('tells of a failing root field with code, owner and path', async () => {
      expect(await graph.ask('{ oops: broken posts { id } }')).toEqual({
        data: { oops: null, posts: POSTS },
        errors: [{ code: 'PAGE_SIZE_OUT_OF_RANGE', owner: 'establishment', path: ['oops'] }],
      });
    });

    it('tells of a failing entity at every place that mentions it', async () => {
      expect(await graph.ask('{ list: posts { id wage: pay } one: post { pay } }')).toEqual({
        data: {
          list: [
            { id: 'o1', wage: null },
            { id: 'o2', wage: 7 },
            { id: 'o1', wage: null },
          ],
          one: { pay: null },
        },
        errors: [
          { code: 'DATABASE_UNAVAILABLE', owner: 'finance', path: ['list', 0, 'wage'] },
          { code: 'DATABASE_UNAVAILABLE', owner: 'finance', path: ['list', 2, 'wage'] },
          { code: 'DATABASE_UNAVAILABLE', owner: 'finance', path: ['one', 'pay'] },
        ],
      });
    });

    it('tells of it inside lists of lists', async () => {
      expect(await graph.ask('{ groups { posts { pay } } }')).toEqual({
        data: {
          groups: [{ posts: [[{ pay: 7 }, null], null] }, { posts: [[], [{ pay: null }, { pay: 7 }]] }],
        },
        errors: [
          { code: 'DATABASE_UNAVAILABLE', owner: 'finance', path: ['groups', 1, 'posts', 1, 0, 'pay'] },
        ],
      });
    });

    it('tells of a place deep inside an entity, and masks what has no code', async () => {
      const question = '{ posts { all: budget { sum: total split: parts { money: amount } } } }';
      const whole = { all: { sum: 1, split: [{ money: 1 }, { money: 2 }] } };
      expect(await graph.ask(question)).toEqual({
        data: { posts: [whole, { all: { sum: 1, split: [{ money: 1 }, { money: null }] } }, whole] },
        errors: [{ code: 'INTERNAL', owner: 'finance', path: ['posts', 1, 'all', 'split', 1, 'money'] }],
      });
    });

    it('tells of one of two requests for a field with different arguments', async () => {
      expect(await graph.ask('{ post { a: costs { amount } b: costs(of: "all") { amount } } }')).toEqual({
        data: { post: { a: [{ amount: 1 }, { amount: 2 }], b: [{ amount: 1 }, { amount: null }] } },
        errors: [{ code: 'VALUE_INVALID', owner: 'finance', path: ['post', 'b', 1, 'amount'] }],
      });
    });
  },
);
