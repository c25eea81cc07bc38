// `@requires` with a field set that has fragments on an interface's and a union's types.
import { withEachPlanner } from '../../../support/supergraph-engines.ts';
import { oneBy } from '../../../support/supergraph-rows.ts';

const POSTS = [
  {
    id: 'o1',
    holder: { __typename: 'Official', pid: 'p1', rank: 7 },
    basis: [
      { __typename: 'Norm', number: 'N-1' },
      { __typename: 'Document', title: 'Plan', year: 2025 },
    ],
  },
  { id: 'o2', holder: { __typename: 'Worker', pid: 'p2', craft: 'Mason' }, basis: [] },
  { id: 'o3', holder: null, basis: [{ __typename: 'Document', title: 'Note', year: 2026 }] },
];

interface Holder {
  readonly __typename: string;
  readonly pid: string;
  readonly rank?: number;
  readonly craft?: string;
}

interface Basis {
  readonly __typename: string;
  readonly number?: string;
  readonly title?: string;
}

const cited = ({ __typename, number, title }: Basis): string => `${__typename} ${number ?? title}`;

const described = (holder: Holder | null): string =>
  holder === null ? 'vacant' : `${holder.pid} ${holder.rank ?? holder.craft}`;

withEachPlanner(
  'requirements with fragments',
  () => ({
    establishment: {
      sdl: `
        type Query { posts: [Post!]! }
        type Post @key(fields: "id") { id: ID! holder: Holder basis: [Basis!]! }
        interface Holder { pid: ID! }
        type Official implements Holder { pid: ID! rank: Int! }
        type Worker implements Holder { pid: ID! craft: String! }
        union Basis = Norm | Document
        type Norm { number: String! }
        type Document { title: String! year: Int! }
      `,
      resolvers: { Query: { posts: () => POSTS }, Post: { __resolveReference: oneBy(POSTS, 'id') } },
    },
    finance: {
      sdl: `
        type Query { paid: [Post!]! }
        type Post @key(fields: "id") {
          id: ID!
          holder: Holder @external
          basis: [Basis!]! @external
          payee: String! @requires(fields: "holder { pid ... on Official { rank } ... on Worker { craft } }")
          because: String! @requires(fields: "basis { __typename ... on Norm { number } ... on Document { title } }")
        }
        interface Holder { pid: ID! }
        type Official implements Holder { pid: ID! @external rank: Int! @external }
        type Worker implements Holder { pid: ID! @external craft: String! @external }
        union Basis = Norm | Document
        type Norm { number: String! @external }
        type Document { title: String! @external }
      `,
      resolvers: {
        Query: { paid: () => [{ id: 'o3' }, { id: 'o1' }] },
        Post: {
          payee: ({ holder }) => described(holder as Holder | null),
          because: ({ basis }) => (basis as readonly Basis[]).map(cited).join(', '),
        },
      },
    },
  }),
  (graph) => {
    it('hands over the fields of the implementation that is there', async () => {
      expect(await graph.ask('{ posts { payee } }')).toEqual({
        data: { posts: [{ payee: 'p1 7' }, { payee: 'p2 Mason' }, { payee: 'vacant' }] },
      });
    });

    it('hands over the members of a union in a list', async () => {
      expect(await graph.ask('{ paid { because payee } }')).toEqual({
        data: {
          paid: [
            { because: 'Document Note', payee: 'vacant' },
            { because: 'Norm N-1, Document Plan', payee: 'p1 7' },
          ],
        },
      });
    });

    it('keeps what the client asks of the same field apart from what is required', async () => {
      const question = `{
        posts {
          payee
          because
          holder { kind: __typename ... on Worker { craft } }
          basis { ... on Document { year } }
        }
      }`;
      expect(await graph.ask(question)).toEqual({
        data: {
          posts: [
            {
              payee: 'p1 7',
              because: 'Norm N-1, Document Plan',
              holder: { kind: 'Official' },
              basis: [{}, { year: 2025 }],
            },
            { payee: 'p2 Mason', because: '', holder: { kind: 'Worker', craft: 'Mason' }, basis: [] },
            { payee: 'vacant', because: 'Document Note', holder: null, basis: [{ year: 2026 }] },
          ],
        },
      });
    });
  },
);
