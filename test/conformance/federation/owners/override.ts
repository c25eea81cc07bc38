// `@override`: a field has moved to another subgraph, whose former owner is asked for it no more.
import { withEachPlanner } from '../../../support/supergraph-engines.ts';
import { oneBy } from '../../../support/supergraph-rows.ts';

const PERSONS = [{ __typename: 'Official', pid: 'p1', name: 'Zhou', rank: 7 }];

withEachPlanner(
  '`@override`',
  ({ offend }) => {
    const moved = (field: string) => () => {
      offend(`hr was asked for ${field}, which has moved`);
      return null;
    };
    return {
      hr: {
        sdl: `
          type Query { persons: [Person!]! officials: [Official!]! headcount: Int }
          interface Person { pid: ID! name: String! salary: Int }
          type Official implements Person @key(fields: "pid") {
            pid: ID!
            name: String!
            rank: Int!
            salary: Int
            office: Office
          }
          type Office { floor: Int @shareable }
        `,
        resolvers: {
          Query: { persons: () => PERSONS, officials: () => PERSONS, headcount: moved('headcount') },
          Official: {
            __resolveReference: oneBy(PERSONS, 'pid'),
            salary: moved('salary'),
            office: moved('office'),
          },
        },
      },
      finance: {
        sdl: `
          type Query { paid: [Official!]! headcount: Int @override(from: "hr") }
          type Official @key(fields: "pid") {
            pid: ID!
            rank: Int! @external
            salary: Int @override(from: "hr") @requires(fields: "rank")
            seat: String @override(from: "bureau-that-was-closed")
            office: Office @override(from: "hr")
          }
          type Office { floor: Int @shareable }
        `,
        resolvers: {
          Query: { paid: () => [{ pid: 'p1' }], headcount: () => 1 },
          Official: {
            salary: ({ rank }) => 1000 * Number(rank),
            seat: () => 'A-1',
            office: () => ({ floor: 3 }),
          },
        },
      },
    };
  },
  (graph) => {
    it('asks the new owner, which requires a field of the former', async () => {
      expect(await graph.ask('{ officials { name salary } }')).toEqual({
        data: { officials: [{ name: 'Zhou', salary: 7000 }] },
      });
    });

    it('asks the new owner where it is the root', async () => {
      expect(await graph.ask('{ paid { salary rank } }')).toEqual({
        data: { paid: [{ salary: 7000, rank: 7 }] },
      });
    });

    it('asks the new owner for a field that the former declares on an interface', async () => {
      expect(await graph.ask('{ persons { name salary } }')).toEqual({
        data: { persons: [{ name: 'Zhou', salary: 7000 }] },
      });
    });

    it('moves fields that have fields, and root fields', async () => {
      expect(await graph.ask('{ headcount officials { office { floor } } }')).toEqual({
        data: { headcount: 1, officials: [{ office: { floor: 3 } }] },
      });
    });

    it('keeps a field whose former owner is no longer there', async () => {
      expect(await graph.ask('{ persons { ... on Official { seat } } }')).toEqual({
        data: { persons: [{ seat: 'A-1' }] },
      });
    });
  },
);
