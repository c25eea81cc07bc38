// `node(id:)`: one root field for entities of all subgraphs.
import { withEachPlanner } from '../../../support/supergraph-engines.ts';
import { oneBy } from '../../../support/supergraph-rows.ts';

const PERSON = { __typename: 'Person', id: 'person:1', name: 'Zhou' };
const PAYMENT = {
  __typename: 'Payment',
  id: 'payment:1',
  amount: 70,
  payee: { __typename: 'Person', id: 'person:1' },
};

withEachPlanner(
  '`node(id:)`',
  () => ({
    directory: {
      sdl: `
        type Query { node(id: ID!): Node nodes(ids: [ID!]!): [Node]! }
        interface Node { id: ID! }
        type Person implements Node @key(fields: "id") { id: ID! }
        type Payment implements Node @key(fields: "id") { id: ID! }
      `,
      resolvers: {
        Query: {
          node: (_, { id }) => nodeOf(String(id)),
          nodes: (_, { ids }) => (ids as readonly string[]).map(nodeOf),
        },
      },
    },
    hr: {
      sdl: `
        interface Node { id: ID! }
        type Person implements Node @key(fields: "id") { id: ID! name: String! }
      `,
      resolvers: { Person: { __resolveReference: oneBy([PERSON], 'id') } },
    },
    finance: {
      sdl: `
        interface Node { id: ID! }
        type Payment implements Node @key(fields: "id") { id: ID! amount: Int! payee: Node! }
        type Person implements Node @key(fields: "id") { id: ID! paid: Int! }
      `,
      resolvers: {
        Payment: { __resolveReference: oneBy([PAYMENT], 'id') },
        Person: { paid: () => 70 },
      },
    },
  }),
  (graph) => {
    it('finds an entity of any subgraph', async () => {
      const question = `query ($a: ID!, $b: ID!) {
        a: node(id: $a) { __typename id ... on Person { name paid } ... on Payment { amount } }
        b: node(id: $b) { __typename id ... on Person { name paid } ... on Payment { amount } }
      }`;
      expect(await graph.ask(question, { a: 'person:1', b: 'payment:1' })).toEqual({
        data: {
          a: { __typename: 'Person', id: 'person:1', name: 'Zhou', paid: 70 },
          b: { __typename: 'Payment', id: 'payment:1', amount: 70 },
        },
      });
    });

    it('goes on from one node to another', async () => {
      const question = `{
        node(id: "payment:1") { ... on Payment { payee { ... on Person { name } ... on Payment { amount } } } }
      }`;
      expect(await graph.ask(question)).toEqual({ data: { node: { payee: { name: 'Zhou' } } } });
    });

    it('gives null for a node that is not there', async () => {
      expect(await graph.ask('{ node(id: "letter:1") { id ... on Person { name } } }')).toEqual({
        data: { node: null },
      });
    });

    it('finds many nodes, each once and in order', async () => {
      const question = `{
        nodes(ids: ["payment:1", "x:1", "person:1", "person:1"]) {
          ... on Person { name }
          ... on Payment { amount }
        }
      }`;
      expect(await graph.ask(question)).toEqual({
        data: { nodes: [{ amount: 70 }, null, { name: 'Zhou' }, { name: 'Zhou' }] },
      });
      expect(graph.asked('hr').flatMap(({ representations }) => representations)).toEqual([
        { __typename: 'Person', id: 'person:1' },
      ]);
    });
  },
);

const TYPES = new Map([
  ['person', 'Person'],
  ['payment', 'Payment'],
]);

const nodeOf = (id: string): object | null => {
  const __typename = TYPES.get(id.split(':')[0] ?? '');
  return __typename === undefined ? null : { __typename, id };
};
