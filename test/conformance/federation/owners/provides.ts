// `@provides`: on one path a subgraph knows fields that elsewhere are another's alone.
import { withEachPlanner } from '../../../support/supergraph-engines.ts';
import { oneBy } from '../../../support/supergraph-rows.ts';
import type { Row } from '../../../support/supergraph-subgraph.ts';

const PERSONS = [
  { pid: 'p1', name: 'Zhou', home: { code: 'h1', city: 'Linhai', road: 'North' } },
  { pid: 'p2', name: 'Wu', home: null },
];
const DOCUMENTS = [
  { __typename: 'Letter', id: 'd1', title: 'Plea', sender: 'Zhou' },
  { __typename: 'Norm', id: 'd2', title: 'Quota', number: 'N-1' },
];

withEachPlanner(
  '`@provides`',
  ({ offend }) => {
    const onlyProvided = (name: string) => (row: Row) => {
      if (row[name] === undefined) offend(`finance was asked for ${name} where it does not provide it`);
      return row[name];
    };
    return {
      hr: {
        sdl: `
          type Query { persons: [Person!]! }
          type Person @key(fields: "pid") { pid: ID! name: String! @shareable home: Home @shareable }
          type Home @key(fields: "code") { code: ID! city: String! @shareable road: String! }
        `,
        resolvers: {
          Query: { persons: () => PERSONS },
          Person: { __resolveReference: oneBy(PERSONS, 'pid') },
          Home: { __resolveReference: oneBy([PERSONS[0]?.home ?? {}], 'code') },
        },
      },
      establishment: {
        sdl: `
          interface Document @key(fields: "id") { id: ID! title: String! }
          type Letter implements Document @key(fields: "id") @shareable { id: ID! title: String! sender: String! }
          type Norm implements Document @key(fields: "id") @shareable { id: ID! title: String! number: String! }
        `,
        resolvers: {
          Document: { __resolveReference: oneBy(DOCUMENTS, 'id') },
          Letter: { __resolveReference: oneBy(DOCUMENTS, 'id') },
          Norm: { __resolveReference: oneBy(DOCUMENTS, 'id') },
        },
      },
      finance: {
        sdl: `
          type Query {
            paid: Person! @provides(fields: "name home { city }")
            owed: Person!
            receipts: [Document!]! @provides(fields: "... on Letter { title sender } ... on Norm { title }")
            vouchers: [Voucher!]! @provides(fields: "... on Letter { sender } ... on Norm { number }")
          }
          type Person @key(fields: "pid") { pid: ID! name: String! @external home: Home @external }
          type Home @key(fields: "code") { code: ID! city: String! @external }
          interface Document { id: ID! title: String! }
          type Letter implements Document @key(fields: "id") {
            id: ID!
            title: String! @external
            sender: String! @external
          }
          type Norm implements Document @key(fields: "id") {
            id: ID!
            title: String! @external
            number: String! @external
          }
          union Voucher = Letter | Norm
        `,
        resolvers: {
          Query: {
            paid: () => ({ pid: 'p1', name: 'Zhou', home: { code: 'h1', city: 'Linhai' } }),
            owed: () => ({ pid: 'p1' }),
            receipts: () => [
              { __typename: 'Letter', id: 'd1', title: 'Plea', sender: 'Zhou' },
              { __typename: 'Norm', id: 'd2', title: 'Quota' },
            ],
            vouchers: () => [
              { __typename: 'Norm', id: 'd2', number: 'N-1' },
              { __typename: 'Letter', id: 'd1', sender: 'Zhou' },
            ],
          },
          Person: { name: onlyProvided('name'), home: onlyProvided('home') },
          Home: { city: onlyProvided('city') },
          Letter: { title: onlyProvided('title'), sender: onlyProvided('sender') },
          Norm: { title: onlyProvided('title'), number: onlyProvided('number') },
        },
      },
    };
  },
  (graph) => {
    it('asks nobody else for what is provided, nested fields included', async () => {
      expect(await graph.ask('{ paid { name home { city } } }')).toEqual({
        data: { paid: { name: 'Zhou', home: { city: 'Linhai' } } },
      });
      expect(graph.asked('hr')).toEqual([]);
    });

    it('asks the owner where the field is not provided', async () => {
      expect(await graph.ask('{ owed { name home { city } } }')).toEqual({
        data: { owed: { name: 'Zhou', home: { city: 'Linhai' } } },
      });
    });

    it('asks the owner for what is beside the provided fields', async () => {
      expect(await graph.ask('{ paid { home { city road } name pid } }')).toEqual({
        data: { paid: { home: { city: 'Linhai', road: 'North' }, name: 'Zhou', pid: 'p1' } },
      });
    });

    it('provides fields of an interface, and of one implementation', async () => {
      const question = '{ receipts { title ... on Letter { sender } } }';
      expect(await graph.ask(question)).toEqual({
        data: { receipts: [{ title: 'Plea', sender: 'Zhou' }, { title: 'Quota' }] },
      });
      expect(graph.asked('establishment')).toEqual([]);
    });

    it('asks the owner for fields of the implementation that are not provided', async () => {
      const question = '{ receipts { title ... on Letter { sender } ... on Norm { number } } }';
      expect(await graph.ask(question)).toEqual({
        data: {
          receipts: [
            { title: 'Plea', sender: 'Zhou' },
            { title: 'Quota', number: 'N-1' },
          ],
        },
      });
    });

    it('provides fields of a union\u2019s members', async () => {
      const question = '{ vouchers { ... on Letter { sender } ... on Norm { number } } }';
      expect(await graph.ask(question)).toEqual({
        data: { vouchers: [{ number: 'N-1' }, { sender: 'Zhou' }] },
      });
      expect(graph.asked('establishment')).toEqual([]);
    });

    it('asks the owner for fields of a union\u2019s members that are not provided', async () => {
      const question = '{ vouchers { ... on Letter { title } ... on Norm { title number } } }';
      expect(await graph.ask(question)).toEqual({
        data: { vouchers: [{ title: 'Quota', number: 'N-1' }, { title: 'Plea' }] },
      });
    });
  },
);
