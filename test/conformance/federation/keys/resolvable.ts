// `resolvable: false`: a subgraph names an entity that it cannot be asked for.
import { withEachPlanner } from '../../../support/supergraph-engines.ts';
import { oneBy } from '../../../support/supergraph-rows.ts';

const PERSONS = [
  { pid: 'p1', name: 'Zhou' },
  { pid: 'p2', name: 'Wu' },
];

const PAYMENTS = [{ id: 'm1', payee: { pid: 'p2' } }];

withEachPlanner(
  'keys that do not resolve',
  () => ({
    hr: {
      sdl: `
        type Query { persons: [Person!]! }
        type Person @key(fields: "pid") { pid: ID! name: String! }
      `,
      resolvers: { Query: { persons: () => PERSONS }, Person: { __resolveReference: oneBy(PERSONS, 'pid') } },
    },
    finance: {
      sdl: `
        type Query { payments: [Payment!]! }
        type Payment @key(fields: "id") { id: ID! payee: Person! }
        type Person @key(fields: "pid", resolvable: false) { pid: ID! }
      `,
      resolvers: {
        Query: { payments: () => PAYMENTS },
        Payment: { __resolveReference: oneBy(PAYMENTS, 'id') },
      },
    },
    discipline: {
      sdl: `
        type Query { cases: [Case!]! }
        type Case { accused: Person! about: Payment! }
        type Person @key(fields: "pid", resolvable: false) { pid: ID! }
        type Payment @key(fields: "id", resolvable: false) { id: ID! }
      `,
      resolvers: { Query: { cases: () => [{ accused: { pid: 'p1' }, about: { id: 'm1' } }] } },
    },
  }),
  (graph) => {
    it('takes the key from whoever names the entity, and the rest from its owner', async () => {
      expect(await graph.ask('{ payments { payee { pid name } } cases { accused { name pid } } }')).toEqual({
        data: {
          payments: [{ payee: { pid: 'p2', name: 'Wu' } }],
          cases: [{ accused: { name: 'Zhou', pid: 'p1' } }],
        },
      });
    });

    it('goes from one that only names it over its owner to a third', async () => {
      expect(await graph.ask('{ cases { about { payee { pid } } } persons { pid } }')).toEqual({
        data: { cases: [{ about: { payee: { pid: 'p2' } } }], persons: [{ pid: 'p1' }, { pid: 'p2' }] },
      });
    });
  },
);
