// Fields of an interface object that require fields of the interface, and of another interface object.
import { withEachPlanner } from '../../../support/supergraph-engines.ts';
import { oneBy } from '../../../support/supergraph-rows.ts';

const UNITS = [
  { __typename: 'Institution', code: 'i1', name: 'Archive', level: 3 },
  { __typename: 'Bureau', code: 'b1', name: 'Water', level: 4 },
];
const SEATS = [
  { code: 'i1', seats: 5 },
  { code: 'b1', seats: 8 },
];
const LISTED = [{ code: 'b1' }, { code: 'i1' }];

withEachPlanner(
  'an interface object that requires',
  () => ({
    establishment: {
      sdl: `
        type Query { units: [Unit!]! }
        interface Unit @key(fields: "code") { code: ID! name: String! level: Int! }
        type Institution implements Unit @key(fields: "code") { code: ID! name: String! level: Int! }
        type Bureau implements Unit @key(fields: "code") { code: ID! name: String! level: Int! }
      `,
      resolvers: {
        Query: { units: () => UNITS },
        Unit: { __resolveReference: oneBy(UNITS, 'code') },
        Institution: { __resolveReference: oneBy(UNITS, 'code') },
        Bureau: { __resolveReference: oneBy(UNITS, 'code') },
      },
    },
    organization: {
      sdl: `type Unit @interfaceObject @key(fields: "code") { code: ID! seats: Int! }`,
      resolvers: { Unit: { __resolveReference: oneBy(SEATS, 'code') } },
    },
    finance: {
      sdl: `
        type Query { payers: [Unit!]! }
        type Unit @interfaceObject @key(fields: "code") {
          code: ID!
          name: String! @external
          level: Int! @external
          seats: Int! @external
          label: String! @requires(fields: "name level")
          budget: Int! @requires(fields: "seats level")
        }
      `,
      resolvers: {
        Query: { payers: () => LISTED },
        Unit: {
          label: ({ name, level }) => `${name} (${level})`,
          budget: ({ seats, level }) => Number(seats) * Number(level),
        },
      },
    },
  }),
  (graph) => {
    it('requires fields that implementations have', async () => {
      expect(await graph.ask('{ units { label } }')).toEqual({
        data: { units: [{ label: 'Archive (3)' }, { label: 'Water (4)' }] },
      });
    });

    it('requires them where it is the root itself', async () => {
      expect(await graph.ask('{ payers { code label } }')).toEqual({
        data: {
          payers: [
            { code: 'b1', label: 'Water (4)' },
            { code: 'i1', label: 'Archive (3)' },
          ],
        },
      });
    });

    it('requires a field of another interface object', async () => {
      expect(await graph.ask('{ payers { budget __typename } units { budget } }')).toEqual({
        data: {
          payers: [
            { budget: 32, __typename: 'Bureau' },
            { budget: 15, __typename: 'Institution' },
          ],
          units: [{ budget: 15 }, { budget: 32 }],
        },
      });
    });

    it('requires only for the objects that a fragment is about', async () => {
      expect(await graph.ask('{ payers { ... on Institution { budget } } }')).toEqual({
        data: { payers: [{}, { budget: 15 }] },
      });
    });
  },
);
