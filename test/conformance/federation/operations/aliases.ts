// Names that a client gives to fields: the same field several times, and names that fields have which plans need.
import { withEachPlanner } from '../../../support/supergraph-engines.ts';
import { oneBy } from '../../../support/supergraph-rows.ts';

const POSTS = [
  { id: 'o1', title: 'Clerk', measure: 'FTE', grade: 7, since: '2020' },
  { id: 'o2', title: 'Head', measure: 'HEAD', grade: 2, since: '2024' },
];

withEachPlanner(
  'aliases',
  () => ({
    establishment: {
      sdl: `
        type Query { posts(limit: Int): [Post!]! post(id: ID!): Post }
        type Post @key(fields: "id") { id: ID! title: String! measure: String! grade: Int! since: String! }
      `,
      resolvers: {
        Query: {
          posts: (_, { limit }) => POSTS.slice(0, Number(limit ?? POSTS.length)),
          post: (_, key) => oneBy(POSTS, 'id')(key),
        },
        Post: { __resolveReference: oneBy(POSTS, 'id') },
      },
    },
    finance: {
      sdl: `
        type Post @key(fields: "id") {
          id: ID!
          grade: Int! @external
          pay(month: Int!): Int!
          bonus: Int! @requires(fields: "grade")
          payments(first: Int): [Payment!]!
        }
        type Payment { month: Int! amount(unit: Unit = YUAN): Int! }
        enum Unit { YUAN FEN }
      `,
      resolvers: {
        Post: {
          pay: ({ id }, { month }) => Number(String(id).slice(1)) * 100 + Number(month),
          bonus: ({ grade }) => Number(grade) * 10,
          payments: (_, { first }) => [{ month: 1 }, { month: 2 }, { month: 3 }].slice(0, Number(first ?? 3)),
        },
        Payment: { amount: ({ month }, { unit }) => Number(month) * (unit === 'FEN' ? 100 : 1) },
      },
    },
  }),
  (graph) => {
    it('lets a client give names that every object has, also where there is no value', async () => {
      const question = `{
        toString: post(id: "o3") { title }
        constructor: post(id: "o1") { valueOf: title hasOwnProperty: bonus isPrototypeOf: payments { month } }
        __defineGetter__: post(id: "o3") { toString: bonus }
      }`;
      expect(await graph.ask(question)).toEqual({
        data: {
          toString: null,
          constructor: {
            valueOf: 'Clerk',
            hasOwnProperty: 70,
            isPrototypeOf: [{ month: 1 }, { month: 2 }, { month: 3 }],
          },
          __defineGetter__: null,
        },
      });
    });

    it('asks one field with several arguments under several names, of root and entity', async () => {
      const question = `{
        first: posts(limit: 1) { id january: pay(month: 1) june: pay(month: 6) }
        all: posts { pay(month: 12) }
        second: post(id: "o2") { title pay(month: 2) }
      }`;
      expect(await graph.ask(question)).toEqual({
        data: {
          first: [{ id: 'o1', january: 101, june: 106 }],
          all: [{ pay: 112 }, { pay: 212 }],
          second: { title: 'Head', pay: 202 },
        },
      });
    });

    it('asks lists of an entity with several arguments, and fields inside them under several names', async () => {
      const question = `{
        post(id: "o1") {
          one: payments(first: 1) { amount fen: amount(unit: FEN) }
          two: payments(first: 2) { amount(unit: FEN) yuan: amount }
        }
      }`;
      expect(await graph.ask(question)).toEqual({
        data: {
          post: {
            one: [{ amount: 1, fen: 100 }],
            two: [
              { amount: 100, yuan: 1 },
              { amount: 200, yuan: 2 },
            ],
          },
        },
      });
    });

    it('merges the selections of one field that is asked twice', async () => {
      const question = '{ posts { title } posts { pay(month: 1) } posts { bonus title } }';
      expect(await graph.ask(question)).toEqual({
        data: {
          posts: [
            { title: 'Clerk', pay: 101, bonus: 70 },
            { title: 'Head', pay: 201, bonus: 20 },
          ],
        },
      });
    });

    it('takes a key from its field where the client gives its name to another', async () => {
      expect(await graph.ask('{ posts { id: title pay(month: 1) } }')).toEqual({
        data: {
          posts: [
            { id: 'Clerk', pay: 101 },
            { id: 'Head', pay: 201 },
          ],
        },
      });
    });

    it('takes a required field from its field where the client gives its name to another', async () => {
      expect(await graph.ask('{ posts { grade: since bonus } }')).toEqual({
        data: {
          posts: [
            { grade: '2020', bonus: 70 },
            { grade: '2024', bonus: 20 },
          ],
        },
      });
    });

    it('lets a client exchange the names of two fields', async () => {
      expect(await graph.ask('{ posts { title: measure measure: title bonus } }')).toEqual({
        data: {
          posts: [
            { title: 'FTE', measure: 'Clerk', bonus: 70 },
            { title: 'HEAD', measure: 'Head', bonus: 20 },
          ],
        },
      });
    });

    it('lets a client give one subgraph\u2019s field the name of another\u2019s', async () => {
      expect(await graph.ask('{ posts { bonus: title title: bonus } }')).toEqual({
        data: {
          posts: [
            { bonus: 'Clerk', title: 70 },
            { bonus: 'Head', title: 20 },
          ],
        },
      });
    });

    it('lets a client give the name of a key to an object, and ask the key under another', async () => {
      expect(await graph.ask('{ posts { id: payments(first: 1) { month } key: id pay(month: 1) } }')).toEqual(
        {
          data: {
            posts: [
              { id: [{ month: 1 }], key: 'o1', pay: 101 },
              { id: [{ month: 1 }], key: 'o2', pay: 201 },
            ],
          },
        },
      );
    });

    it('lets a client give the name `__typename` to a field', async () => {
      expect(await graph.ask('{ posts { __typename: title kind: __typename bonus } }')).toEqual({
        data: {
          posts: [
            { __typename: 'Clerk', kind: 'Post', bonus: 70 },
            { __typename: 'Head', kind: 'Post', bonus: 20 },
          ],
        },
      });
    });
  },
);
