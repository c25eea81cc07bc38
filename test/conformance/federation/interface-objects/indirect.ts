// An interface object that is reached by way of another subgraph's, and a type behind it.
import { withEachPlanner } from '../../../support/supergraph-engines.ts';
import { oneBy } from '../../../support/supergraph-rows.ts';

const PERSONS = [
  { __typename: 'Official', pid: 'p1', name: 'Zhou', rank: 7 },
  { __typename: 'Worker', pid: 'p2', name: 'Wu', craft: 'Mason' },
];
const PAYMENTS = [
  { id: 'm1', payee: { pid: 'p2' } },
  { id: 'm2', payee: { pid: 'p1' } },
];
const CASES = [
  { pid: 'p1', cases: [{ id: 'c1', accused: { pid: 'p1' } }] },
  { pid: 'p2', cases: [] },
];

withEachPlanner(
  'interface objects behind each other',
  () => ({
    hr: {
      sdl: `
        interface Person @key(fields: "pid") { pid: ID! name: String! }
        type Official implements Person @key(fields: "pid") { pid: ID! name: String! rank: Int! }
        type Worker implements Person @key(fields: "pid") { pid: ID! name: String! craft: String! }
      `,
      resolvers: {
        Person: { __resolveReference: oneBy(PERSONS, 'pid') },
        Official: { __resolveReference: oneBy(PERSONS, 'pid') },
        Worker: { __resolveReference: oneBy(PERSONS, 'pid') },
      },
    },
    finance: {
      sdl: `
        type Query { payments: [Payment!]! }
        type Payment { id: ID! payee: Person! }
        type Person @interfaceObject @key(fields: "pid") { pid: ID! }
      `,
      resolvers: { Query: { payments: () => PAYMENTS } },
    },
    discipline: {
      sdl: `
        type Person @interfaceObject @key(fields: "pid") { pid: ID! cases: [Case!]! }
        type Case { id: ID! accused: Person! }
      `,
      resolvers: { Person: { __resolveReference: oneBy(CASES, 'pid') } },
    },
  }),
  (graph) => {
    it('goes from one interface object to another by their key', async () => {
      expect(await graph.ask('{ payments { payee { cases { id } } } }')).toEqual({
        data: { payments: [{ payee: { cases: [] } }, { payee: { cases: [{ id: 'c1' }] } }] },
      });
    });

    it('comes back to implementations behind two interface objects', async () => {
      const question = `{
        payments { payee { cases { accused { __typename name ... on Official { rank } ... on Worker { craft } } } } }
      }`;
      expect(await graph.ask(question)).toEqual({
        data: {
          payments: [
            { payee: { cases: [] } },
            { payee: { cases: [{ accused: { __typename: 'Official', name: 'Zhou', rank: 7 } }] } },
          ],
        },
      });
    });

    it('answers an interface object\u2019s field for the objects of one implementation', async () => {
      expect(await graph.ask('{ payments { payee { ... on Official { cases { id } } } } }')).toEqual({
        data: { payments: [{ payee: {} }, { payee: { cases: [{ id: 'c1' }] } }] },
      });
    });

    it('answers it beside a field of that implementation', async () => {
      expect(await graph.ask('{ payments { payee { ... on Official { rank cases { id } } } } }')).toEqual({
        data: { payments: [{ payee: {} }, { payee: { rank: 7, cases: [{ id: 'c1' }] } }] },
      });
    });
  },
);
