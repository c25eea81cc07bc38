// Entities in lists of lists, some of which are null or empty.
import { withEachPlanner } from '../../../support/supergraph-engines.ts';
import { oneBy } from '../../../support/supergraph-rows.ts';

const seat = (pid: string) => ({ __typename: 'Person', pid });
const HALL = [[[seat('p1'), null], []], null, [null, [seat('p2'), seat('p1')]], []];

withEachPlanner(
  'lists of lists',
  () => ({
    establishment: {
      sdl: `
        type Query { hall: [[[Person]]] plans: [Plan!]! grid: [[Int]!]! guests: [[Guest]]! }
        type Plan { rows: [[Person!]!]! }
        type Person implements Guest @key(fields: "pid") { pid: ID! }
        interface Guest { pid: ID! }
      `,
      resolvers: {
        Query: {
          hall: () => HALL,
          plans: () => [{ rows: [[seat('p2')], []] }, { rows: [] }, { rows: [[seat('p1'), seat('p2')]] }],
          grid: () => [[1, null], [], [3]],
          guests: () => [null, [null, seat('p2')]],
        },
      },
    },
    hr: {
      sdl: `type Person @key(fields: "pid") { pid: ID! name: String! scores: [[Int!]] boss: Person }`,
      resolvers: {
        Person: {
          __resolveReference: oneBy(
            [
              { pid: 'p1', name: 'Zhou', scores: [[1, 2], null], boss: { pid: 'p3', name: 'Li' } },
              { pid: 'p2', name: 'Wu', scores: null, boss: null },
            ],
            'pid',
          ),
        },
      },
    },
    finance: {
      sdl: `type Person @key(fields: "pid") { pid: ID! pay: [[Payment!]!]! }
        type Payment { month: Int! }`,
      resolvers: { Person: { pay: ({ pid }) => (pid === 'p1' ? [[{ month: 1 }], []] : []) } },
    },
  }),
  (graph) => {
    it('completes entities three lists deep', async () => {
      expect(await graph.ask('{ hall { name } }')).toEqual({
        data: {
          hall: [[[{ name: 'Zhou' }, null], []], null, [null, [{ name: 'Wu' }, { name: 'Zhou' }]], []],
        },
      });
      expect(graph.asked('hr').flatMap(({ representations }) => representations)).toHaveLength(2);
    });

    it('completes entities in lists within lists of objects', async () => {
      expect(await graph.ask('{ plans { rows { name pay { month } } } grid }')).toEqual({
        data: {
          plans: [
            { rows: [[{ name: 'Wu', pay: [] }], []] },
            { rows: [] },
            {
              rows: [
                [
                  { name: 'Zhou', pay: [[{ month: 1 }], []] },
                  { name: 'Wu', pay: [] },
                ],
              ],
            },
          ],
          grid: [[1, null], [], [3]],
        },
      });
    });

    it('goes on from entities in lists of lists', async () => {
      expect(await graph.ask('{ hall { scores boss { pay { month } } } }')).toEqual({
        data: {
          hall: [
            [[{ scores: [[1, 2], null], boss: { pay: [] } }, null], []],
            null,
            [
              null,
              [
                { scores: null, boss: null },
                { scores: [[1, 2], null], boss: { pay: [] } },
              ],
            ],
            [],
          ],
        },
      });
    });

    it('completes implementations of an interface in lists of lists', async () => {
      expect(await graph.ask('{ guests { __typename ... on Person { name } } }')).toEqual({
        data: { guests: [null, [null, { __typename: 'Person', name: 'Wu' }]] },
      });
    });
  },
);
