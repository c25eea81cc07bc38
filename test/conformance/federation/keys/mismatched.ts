// Types of one union whose keys have one name and different types: no question may mix them up.
import { withEachPlanner } from '../../../support/supergraph-engines.ts';
import { oneBy } from '../../../support/supergraph-rows.ts';

const PAYEES = [
  { __typename: 'Person', id: 'p1', name: 'Zhou' },
  { __typename: 'Fund', id: 7, name: null },
  { __typename: 'Office', id: 'f1' },
];

withEachPlanner(
  'keys of different types',
  () => ({
    finance: {
      sdl: `
        type Query { payees: [Payee!]! }
        union Payee = Person | Fund | Office
        type Person @key(fields: "id") { id: ID! name: String! }
        type Fund @key(fields: "id") { id: Int! name: String }
        type Office @key(fields: "id") { id: ID }
      `,
      resolvers: { Query: { payees: () => PAYEES } },
    },
    hr: {
      sdl: `
        type Person @key(fields: "id") { id: ID! rank: Int! }
        type Fund @key(fields: "id") { id: Int! keeper: String! }
        type Office @key(fields: "id") { id: ID desks: Int! }
      `,
      resolvers: {
        Person: { __resolveReference: oneBy([{ id: 'p1', rank: 7 }], 'id') },
        Fund: { __resolveReference: oneBy([{ id: 7, keeper: 'Wu' }], 'id') },
        Office: { __resolveReference: oneBy([{ id: 'f1', desks: 3 }], 'id') },
      },
    },
  }),
  (graph, planner) => {
    it('completes members whose keys are of two types', async () => {
      expect(await graph.ask('{ payees { ... on Person { rank } ... on Fund { keeper } } }')).toEqual({
        data: { payees: [{ rank: 7 }, { keeper: 'Wu' }, {}] },
      });
    });

    // Hive's planner gives keys of three types one alias, which the subgraph refuses: an error, never other data.
    if (planner === 'apollo')
      it('completes members whose keys are of three types', async () => {
        const question =
          '{ payees { ... on Person { rank } ... on Fund { keeper } ... on Office { desks } } }';
        expect(await graph.ask(question)).toEqual({
          data: { payees: [{ rank: 7 }, { keeper: 'Wu' }, { desks: 3 }] },
        });
      });

    it('gives the keys themselves under names of the client\u2019s', async () => {
      const question = `{
        payees {
          ... on Person { pid: id name }
          ... on Fund { number: id title: name keeper }
          ... on Office { oid: id desks }
        }
      }`;
      expect(await graph.ask(question)).toEqual({
        data: {
          payees: [
            { pid: 'p1', name: 'Zhou' },
            { number: 7, title: null, keeper: 'Wu' },
            { oid: 'f1', desks: 3 },
          ],
        },
      });
    });
  },
);
