// `@requires` of fields inside other entities, which are a third subgraph's.
import { withEachPlanner } from '../../../support/supergraph-engines.ts';
import { oneBy } from '../../../support/supergraph-rows.ts';

const POSTS = [
  { id: 'o1', institution: { code: 'i1' }, holders: [{ pid: 'p1' }, { pid: 'p2' }] },
  { id: 'o2', institution: null, holders: [] },
];
const INSTITUTIONS = [{ code: 'i1', budget: 900, head: { pid: 'p2' } }];
const PERSONS = [
  { pid: 'p1', grade: 7 },
  { pid: 'p2', grade: 2 },
];

interface Holder {
  readonly grade: number;
}
interface Institution {
  readonly budget: number;
  readonly head: Holder | null;
}

withEachPlanner(
  'requirements inside other entities',
  () => ({
    establishment: {
      sdl: `
        type Query { posts: [Post!]! }
        type Post @key(fields: "id") { id: ID! institution: Institution holders: [Person!]! }
        type Institution @key(fields: "code") { code: ID! }
        type Person @key(fields: "pid") { pid: ID! }
      `,
      resolvers: { Query: { posts: () => POSTS }, Post: { __resolveReference: oneBy(POSTS, 'id') } },
    },
    hr: {
      sdl: `
        type Institution @key(fields: "code") { code: ID! budget: Int! head: Person }
        type Person @key(fields: "pid") { pid: ID! grade: Int! }
      `,
      resolvers: {
        Institution: {
          __resolveReference: oneBy(INSTITUTIONS, 'code'),
          head: ({ head }) => oneBy(PERSONS, 'pid')(head as Readonly<Record<string, unknown>>),
        },
        Person: { __resolveReference: oneBy(PERSONS, 'pid') },
      },
    },
    finance: {
      sdl: `
        type Query { paid: [Post!]! }
        type Post @key(fields: "id") {
          id: ID!
          institution: Institution @external
          holders: [Person!]! @external
          share: String! @requires(fields: "institution { budget head { grade } } holders { grade }")
        }
        type Institution @key(fields: "code") { code: ID! budget: Int! @external head: Person @external }
        type Person @key(fields: "pid") { pid: ID! grade: Int! @external }
      `,
      resolvers: {
        Query: { paid: () => [{ id: 'o2' }, { id: 'o1' }] },
        Post: {
          share: ({ institution, holders }) => {
            const unit = institution as Institution | null;
            const grades = (holders as readonly Holder[]).map(({ grade }) => grade);
            return [unit?.budget, unit?.head?.grade, ...grades].join(' ');
          },
        },
      },
    },
  }),
  (graph) => {
    it('collects them before it asks', async () => {
      expect(await graph.ask('{ posts { share } }')).toEqual({
        data: { posts: [{ share: '900 2 7 2' }, { share: ' ' }] },
      });
    });

    it('collects them where the field is the root\u2019s', async () => {
      expect(await graph.ask('{ paid { id share } }')).toEqual({
        data: {
          paid: [
            { id: 'o2', share: ' ' },
            { id: 'o1', share: '900 2 7 2' },
          ],
        },
      });
    });

    it('shows of the entities inside only what the client asked', async () => {
      expect(await graph.ask('{ posts { share holders { pid } institution { head { pid } } } }')).toEqual({
        data: {
          posts: [
            {
              share: '900 2 7 2',
              holders: [{ pid: 'p1' }, { pid: 'p2' }],
              institution: { head: { pid: 'p2' } },
            },
            { share: ' ', holders: [], institution: null },
          ],
        },
      });
    });
  },
);
