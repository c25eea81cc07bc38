// Subgraphs of Federation 1: `extend type`, and keys that are `@external`.
import { withEachPlanner } from '../../../support/supergraph-engines.ts';
import { oneBy } from '../../../support/supergraph-rows.ts';

const PERSONS = [
  { pid: 'p1', name: 'Zhou', grade: 7 },
  { pid: 'p2', name: 'Wu', grade: 2 },
];

withEachPlanner(
  'keys of Federation 1',
  () => ({
    hr: {
      federation: 1,
      sdl: `
        type Query { persons: [Person!]! }
        type Person @key(fields: "pid") { pid: ID! name: String! grade: Int! }
      `,
      resolvers: { Query: { persons: () => PERSONS }, Person: { __resolveReference: oneBy(PERSONS, 'pid') } },
    },
    finance: {
      federation: 1,
      sdl: `
        extend type Query { dearest: Person! }
        extend type Person @key(fields: "pid") {
          pid: ID! @external
          grade: Int! @external
          pay: Int! @requires(fields: "grade")
        }
      `,
      resolvers: {
        Query: { dearest: () => ({ pid: 'p2' }) },
        Person: { pay: ({ grade }) => Number(grade) * 1000 },
      },
    },
    discipline: {
      sdl: `
        type Query { accused: [Person!]! }
        type Person @key(fields: "pid") @extends { pid: ID! @external cases: Int! }
      `,
      resolvers: {
        Query: { accused: () => [{ pid: 'p1' }] },
        Person: { cases: () => 1 },
      },
    },
  }),
  (graph) => {
    it('extends a type by its external key', async () => {
      expect(await graph.ask('{ persons { name pay cases } }')).toEqual({
        data: {
          persons: [
            { name: 'Zhou', pay: 7000, cases: 1 },
            { name: 'Wu', pay: 2000, cases: 1 },
          ],
        },
      });
    });

    it('starts at an extension', async () => {
      expect(await graph.ask('{ dearest { pid name pay cases } accused { pid pay } }')).toEqual({
        data: {
          dearest: { pid: 'p2', name: 'Wu', pay: 2000, cases: 1 },
          accused: [{ pid: 'p1', pay: 7000 }],
        },
      });
    });

    it('takes an external key from the extension itself', async () => {
      expect(await graph.ask('{ accused { pid cases } }')).toEqual({
        data: { accused: [{ pid: 'p1', cases: 1 }] },
      });
      expect(graph.asked('hr')).toEqual([]);
    });
  },
);
