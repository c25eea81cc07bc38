// Keys and entities that are not there.
import { withEachPlanner } from '../../../support/supergraph-engines.ts';
import { oneBy } from '../../../support/supergraph-rows.ts';

const PAYMENTS = [
  { id: 'm1', payee: { pid: 'p1' } },
  { id: 'm2', payee: { pid: 'p9' } },
  { id: 'm3', payee: null },
  { id: 'm4', payee: { pid: 'p1' } },
];
const PERSONS = [
  { pid: 'p1', name: 'Zhou', passport: 'x1' },
  { pid: 'p2', name: 'Wu', passport: null },
];

withEachPlanner(
  'keys and entities that are not there',
  () => ({
    finance: {
      sdl: `
        type Query { payments: [Payment!]! payees: [Person] nobody: [Person] none: Person }
        type Payment { id: ID! payee: Person }
        type Person @key(fields: "pid") { pid: ID! }
      `,
      resolvers: {
        Query: {
          payments: () => PAYMENTS,
          payees: () => [null, { pid: 'p9' }, { pid: 'p2' }, null, { pid: 'p1' }],
          nobody: () => [null, null],
          none: () => null,
        },
      },
    },
    hr: {
      sdl: `
        type Person @key(fields: "pid") @key(fields: "passport") { pid: ID! passport: ID name: String rank: Int }
      `,
      resolvers: { Person: { __resolveReference: oneBy(PERSONS, 'pid') } },
    },
    discipline: {
      sdl: `type Person @key(fields: "passport") { passport: ID travels: Int }`,
      resolvers: { Person: { __resolveReference: oneBy([{ passport: 'x1', travels: 4 }], 'passport') } },
    },
  }),
  (graph) => {
    it('gives null for the fields of an entity that their owner does not have', async () => {
      expect(await graph.ask('{ payments { payee { pid name } } }')).toEqual({
        data: {
          payments: [
            { payee: { pid: 'p1', name: 'Zhou' } },
            { payee: { pid: 'p9', name: null } },
            { payee: null },
            { payee: { pid: 'p1', name: 'Zhou' } },
          ],
        },
      });
    });

    it('passes over nulls in a list', async () => {
      expect(await graph.ask('{ payees { name } }')).toEqual({
        data: { payees: [null, { name: null }, { name: 'Wu' }, null, { name: 'Zhou' }] },
      });
    });

    it('asks nobody about nobody', async () => {
      expect(await graph.ask('{ nobody { name } none { name } }')).toEqual({
        data: { nobody: [null, null], none: null },
      });
      expect(graph.asked('hr')).toEqual([]);
    });

    it('gives null behind a key that is null or that could not be translated', async () => {
      expect(await graph.ask('{ payees { pid travels } }')).toEqual({
        data: {
          payees: [
            null,
            { pid: 'p9', travels: null },
            { pid: 'p2', travels: null },
            null,
            { pid: 'p1', travels: 4 },
          ],
        },
      });
    });
  },
);
