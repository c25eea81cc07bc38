// Value types and root fields that several subgraphs answer alike.
import { withEachPlanner } from '../../../support/supergraph-engines.ts';
import { oneBy } from '../../../support/supergraph-rows.ts';

const ADDRESS = { city: 'Linhai', road: 'North', geo: { x: 1, y: 2 } };

withEachPlanner(
  '`@shareable`',
  () => ({
    establishment: {
      sdl: `
        type Query { institution: Institution! today: String! @shareable seat: Place! @shareable }
        type Institution @key(fields: "code") { code: ID! address: Address! @shareable }
        type Address @shareable { city: String! road: String! geo: Geo! }
        type Geo { x: Int! @shareable y: Int! @shareable }
        type Place @shareable { name: String! floor: Int! exits: [Exit]! }
        type Exit { sign: String! @shareable stairs: Boolean! }
      `,
      resolvers: {
        Query: {
          institution: () => ({ code: 'i1', address: ADDRESS }),
          today: () => '2026-01-31',
          seat: () => ({
            name: 'Hall',
            floor: 1,
            exits: [{ sign: 'A', stairs: true }, null, { sign: 'B', stairs: false }],
          }),
        },
        Institution: { __resolveReference: oneBy([{ code: 'i1', address: ADDRESS }], 'code') },
      },
    },
    finance: {
      sdl: `
        type Query { today: String! @shareable payer: Institution! seat: Place! @shareable }
        type Institution @key(fields: "code") { code: ID! address: Address! @shareable budget: Int! }
        type Address @shareable { city: String! postcode: String! geo: Geo! }
        type Geo { x: Int! @shareable z: Int! }
        type Place @shareable { name: String! cost: Int! exits: [Exit]! }
        type Exit { sign: String! @shareable width: Int! }
      `,
      resolvers: {
        Query: {
          today: () => '2026-01-31',
          payer: () => ({ code: 'i1' }),
          seat: () => ({
            name: 'Hall',
            cost: 9,
            exits: [{ sign: 'A', width: 2 }, null, { sign: 'B', width: 1 }],
          }),
        },
        Institution: {
          budget: () => 7,
          address: () => ({ city: 'Linhai', postcode: '317000', geo: { x: 1, z: 3 } }),
        },
      },
    },
  }),
  (graph) => {
    it('asks a shared root field once', async () => {
      expect(await graph.ask('{ today institution { code } payer { budget } }')).toEqual({
        data: { today: '2026-01-31', institution: { code: 'i1' }, payer: { budget: 7 } },
      });
      const asked = ['establishment', 'finance'].flatMap((name) => graph.asked(name));
      expect(asked.filter(({ query }) => query.includes('today'))).toHaveLength(1);
    });

    it('puts a value together from the parts that each subgraph has', async () => {
      expect(await graph.ask('{ institution { address { city road postcode geo { x y z } } } }')).toEqual({
        data: {
          institution: {
            address: { city: 'Linhai', road: 'North', postcode: '317000', geo: { x: 1, y: 2, z: 3 } },
          },
        },
      });
    });

    it('takes a value from whoever is asked anyway', async () => {
      expect(await graph.ask('{ payer { budget address { postcode city } } }')).toEqual({
        data: { payer: { budget: 7, address: { postcode: '317000', city: 'Linhai' } } },
      });
      expect(graph.asked('establishment')).toEqual([]);
    });

    it('asks a shared root field of the subgraph that has what is asked inside', async () => {
      expect(await graph.ask('{ payer { budget } seat { floor } }')).toEqual({
        data: { payer: { budget: 7 }, seat: { floor: 1 } },
      });
    });

    it('puts a shared root field together from what each subgraph has inside', async () => {
      expect(await graph.ask('{ seat { name floor cost } }')).toEqual({
        data: { seat: { name: 'Hall', floor: 1, cost: 9 } },
      });
    });

    it('puts lists of values together element by element', async () => {
      expect(await graph.ask('{ here: seat { exits { sign stairs width } } }')).toEqual({
        data: {
          here: {
            exits: [{ sign: 'A', stairs: true, width: 2 }, null, { sign: 'B', stairs: false, width: 1 }],
          },
        },
      });
    });
  },
);
