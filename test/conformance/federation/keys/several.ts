// A type with several keys: one subgraph knows a person by the register's number, another by the payroll's.
import { withEachPlanner } from '../../../support/supergraph-engines.ts';
import { oneBy, rowsBy } from '../../../support/supergraph-rows.ts';

const PERSONS = [
  { pid: 'p1', staffNumber: 's1', name: 'Zhou' },
  { pid: 'p2', staffNumber: 's2', name: 'Wu' },
];

withEachPlanner(
  'several keys',
  () => ({
    establishment: {
      sdl: `
        type Query { persons: [Person!]! }
        type Person @key(fields: "pid") { pid: ID! }
      `,
      resolvers: { Query: { persons: () => PERSONS.map(({ pid }) => ({ pid })) } },
    },
    hr: {
      sdl: `
        type Person @key(fields: "pid") @key(fields: "staffNumber") { pid: ID! staffNumber: ID! name: String! }
      `,
      resolvers: { Person: { __resolveReference: oneBy(PERSONS, 'pid', 'staffNumber') } },
    },
    finance: {
      sdl: `
        type Person @key(fields: "staffNumber") { staffNumber: ID! payments: [Payment!]! }
        type Payment { month: String! }
      `,
      resolvers: { Person: { payments: rowsBy([{ staffNumber: 's1', month: '2026-01' }], 'staffNumber') } },
    },
  }),
  (graph) => {
    it('translates one key into another through a third subgraph', async () => {
      expect(await graph.ask('{ persons { pid payments { month } } }')).toEqual({
        data: {
          persons: [
            { pid: 'p1', payments: [{ month: '2026-01' }] },
            { pid: 'p2', payments: [] },
          ],
        },
      });
    });
  },
);
