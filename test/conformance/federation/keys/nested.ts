// Keys of several fields, and keys with fields of objects inside.
import { withEachPlanner } from '../../../support/supergraph-engines.ts';
import type { Row } from '../../../support/supergraph-subgraph.ts';

const POSTS = [
  { title: 'Clerk', institution: { code: 'i1', district: { id: 'x1', name: 'North' } }, measure: 'FTE' },
  { title: 'Head', institution: { code: 'i1', district: { id: 'x1', name: 'North' } }, measure: 'FTE' },
  { title: 'Clerk', institution: { code: 'i2', district: null }, measure: 'HEAD' },
];

const keyOf = ({ title, institution }: Row): string => `${title} of ${(institution as Row)['code']}`;

const HOLDERS = new Map([
  ['Clerk of i1', [{ pid: 'p1' }]],
  ['Clerk of i2', [{ pid: 'p2' }, { pid: 'p3' }]],
]);

withEachPlanner(
  'compound and nested keys',
  () => ({
    establishment: {
      sdl: `
        type Query { posts: [Post!]! }
        type Post @key(fields: "title institution { code district { id } }") @key(fields: "title institution { code }") {
          title: String!
          measure: String!
          institution: Institution!
        }
        type Institution { code: ID! @shareable district: District @shareable }
        type District { id: ID! @shareable name: String! }
      `,
      resolvers: {
        Query: { posts: () => POSTS },
        Post: { __resolveReference: (key) => POSTS.find((post) => keyOf(post) === keyOf(key)) },
      },
    },
    hr: {
      sdl: `
        type Post @key(fields: "title institution { code }") {
          title: String!
          institution: Institution!
          holders: [Person!]!
        }
        type Institution { code: ID! @shareable }
        type Person @key(fields: "pid") { pid: ID! }
      `,
      resolvers: { Post: { holders: (post) => HOLDERS.get(keyOf(post)) ?? [] } },
    },
    finance: {
      sdl: `
        type Query { dearest: Post! }
        type Post @key(fields: "title institution { code district { id } }") {
          title: String!
          institution: Institution!
          pay: String!
        }
        type Institution { code: ID! @shareable district: District @shareable }
        type District { id: ID! @shareable }
      `,
      resolvers: {
        Query: { dearest: () => ({ title: 'Head', institution: { code: 'i1', district: { id: 'x1' } } }) },
        Post: {
          pay: ({ title, institution }) => {
            const { code, district } = institution as Row;
            return `${title} ${code} ${(district as Row | null)?.['id'] ?? 'nowhere'}`;
          },
        },
      },
    },
  }),
  (graph) => {
    it('enters a subgraph by a key with an object inside', async () => {
      expect(await graph.ask('{ posts { title holders { pid } } }')).toEqual({
        data: {
          posts: [
            { title: 'Clerk', holders: [{ pid: 'p1' }] },
            { title: 'Head', holders: [] },
            { title: 'Clerk', holders: [{ pid: 'p2' }, { pid: 'p3' }] },
          ],
        },
      });
    });

    it('enters by a key two objects deep, one of which may be null', async () => {
      expect(await graph.ask('{ posts { pay } }')).toEqual({
        data: { posts: [{ pay: 'Clerk i1 x1' }, { pay: 'Head i1 x1' }, { pay: 'Clerk i2 nowhere' }] },
      });
    });

    it('goes on by the smaller of two keys, and shows only what was asked of the objects inside', async () => {
      const question = '{ dearest { holders { pid } institution { district { id } } measure pay } }';
      expect(await graph.ask(question)).toEqual({
        data: {
          dearest: {
            holders: [],
            institution: { district: { id: 'x1' } },
            measure: 'FTE',
            pay: 'Head i1 x1',
          },
        },
      });
    });

    it('reads the objects inside a key under other names', async () => {
      const question = '{ posts { place: institution { number: code } what: measure pay } }';
      expect(await graph.ask(question)).toEqual({
        data: {
          posts: [
            { place: { number: 'i1' }, what: 'FTE', pay: 'Clerk i1 x1' },
            { place: { number: 'i1' }, what: 'FTE', pay: 'Head i1 x1' },
            { place: { number: 'i2' }, what: 'HEAD', pay: 'Clerk i2 nowhere' },
          ],
        },
      });
    });
  },
);
