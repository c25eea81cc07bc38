// `@inaccessible`: plans need a field, a type and an enum value that clients do not see.
import { withEachPlanner } from '../../../support/supergraph-engines.ts';
import { oneBy } from '../../../support/supergraph-rows.ts';

const PERSONS = [
  { __typename: 'Person', serial: 11, name: 'Zhou', status: 'SERVING' },
  { __typename: 'Agent', serial: 12, name: 'Wu', status: 'SECRET' },
];

withEachPlanner(
  'keys that clients do not see',
  () => ({
    hr: {
      sdl: `
        type Query { persons: [Named!]! head: Person! watched: [Person!]! @inaccessible }
        interface Named { name: String! }
        type Person implements Named @key(fields: "serial") {
          serial: Int! @inaccessible
          name: String!
          status: Status
        }
        type Agent implements Named @inaccessible { name: String! }
        enum Status { SERVING RETIRED SECRET @inaccessible }
      `,
      resolvers: {
        Query: { persons: () => PERSONS, head: () => PERSONS[0] },
        Person: { __resolveReference: oneBy(PERSONS, 'serial') },
      },
    },
    finance: {
      sdl: `
        type Query { dearest: Person! hidden: Person! }
        type Person @key(fields: "serial") { serial: Int! payments: [Int!]! }
      `,
      resolvers: {
        Query: { dearest: () => ({ serial: 11 }), hidden: () => ({ serial: 12 }) },
        Person: { payments: ({ serial }) => [Number(serial) * 2] },
      },
    },
  }),
  (graph) => {
    it('goes to another subgraph by a key that clients do not see', async () => {
      expect(await graph.ask('{ head { name payments } dearest { name status } }')).toEqual({
        data: { head: { name: 'Zhou', payments: [22] }, dearest: { name: 'Zhou', status: 'SERVING' } },
      });
    });

    it('refuses a question for that key', async () => {
      expect(await graph.ask('{ head { serial } }')).toEqual({
        data: undefined,
        errors: [{ code: 'GRAPHQL_VALIDATION_FAILED' }],
      });
    });

    it('gives null with an error for an enum value that clients do not see', async () => {
      expect(await graph.ask('{ hidden { name status } }')).toEqual({
        data: { hidden: { name: 'Wu', status: null } },
        errors: [{ code: 'FIELD_UNEXPECTED', path: ['hidden', 'status'] }],
      });
    });

    it('does not show an object of a type that clients do not see', async () => {
      expect(await graph.ask('{ persons { __typename name } }')).toEqual({
        data: null,
        errors: [{ code: 'FIELD_UNEXPECTED', path: ['persons', 1] }],
      });
    });
  },
);
