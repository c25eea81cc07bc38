// Interfaces within unions within interfaces, over three subgraphs.
import { withEachPlanner } from '../../../support/supergraph-engines.ts';
import { oneBy } from '../../../support/supergraph-rows.ts';

const OFFICE = { __typename: 'Office', code: 'f1', name: 'Front' };
const BUREAU = {
  __typename: 'Bureau',
  code: 'b1',
  name: 'Water',
  parts: [OFFICE, { __typename: 'Bureau', code: 'b2' }],
};
const UNITS = [BUREAU, { __typename: 'Bureau', code: 'b2', name: 'Roads', parts: [] }, OFFICE];

const MATTERS = [
  {
    unit: 'b1',
    subjects: [
      { __typename: 'Bureau', code: 'b1' },
      { __typename: 'Person', pid: 'p1' },
    ],
  },
  { unit: 'f1', subjects: [{ __typename: 'Office', code: 'f1' }] },
];

withEachPlanner(
  'abstract types within abstract types',
  () => ({
    establishment: {
      sdl: `
        type Query { unit(code: ID!): Unit }
        interface Named { name: String! }
        interface Unit implements Named { code: ID! name: String! }
        type Bureau implements Unit & Named @key(fields: "code") { code: ID! name: String! parts: [Unit!]! }
        type Office implements Unit & Named @key(fields: "code") { code: ID! name: String! }
      `,
      resolvers: {
        Query: { unit: (_, { code }) => oneBy(UNITS, 'code')({ code }) },
        Bureau: {
          __resolveReference: oneBy(UNITS, 'code'),
          name: ({ code }) => oneBy(UNITS, 'code')({ code })?.['name'],
          parts: ({ code }) => oneBy(UNITS, 'code')({ code })?.['parts'],
        },
        Office: { __resolveReference: oneBy(UNITS, 'code') },
      },
    },
    discipline: {
      sdl: `
        interface Unit { code: ID! matters: [Matter!]! }
        type Bureau implements Unit @key(fields: "code") { code: ID! matters: [Matter!]! }
        type Office implements Unit @key(fields: "code") { code: ID! matters: [Matter!]! }
        type Matter { subjects: [Subject!]! }
        union Subject = Bureau | Office | Person
        type Person @key(fields: "pid") { pid: ID! }
      `,
      resolvers: {
        Bureau: { matters: ({ code }) => MATTERS.filter(({ unit }) => unit === code) },
        Office: { matters: ({ code }) => MATTERS.filter(({ unit }) => unit === code) },
      },
    },
    hr: {
      sdl: `
        interface Named { name: String! }
        type Person implements Named @key(fields: "pid") { pid: ID! name: String! boss: Named seat: Seat }
        interface Unit { code: ID! }
        type Office implements Unit @key(fields: "code") { code: ID! }
        union Seat = Office
      `,
      resolvers: {
        Person: {
          __resolveReference: oneBy([{ pid: 'p1', name: 'Zhou' }], 'pid'),
          boss: () => ({ __typename: 'Person', pid: 'p2', name: 'Wu' }),
          seat: () => ({ __typename: 'Office', code: 'f1' }),
        },
      },
    },
  }),
  (graph) => {
    it('follows abstract types down to the last field', async () => {
      const question = `{
        unit(code: "b1") {
          name
          ... on Bureau {
            parts {
              __typename
              name
              matters { subjects { ... on Unit { name } } }
              ... on Bureau { parts { code } }
            }
          }
          matters {
            subjects {
              kind: __typename
              ... on Named { name }
              ... on Unit { ... on Bureau { parts { name } } }
              ... on Person { boss { name ... on Person { pid } } seat { ... on Named { name } } }
            }
          }
        }
      }`;
      expect(await graph.ask(question)).toEqual({
        data: {
          unit: {
            name: 'Water',
            parts: [
              { __typename: 'Office', name: 'Front', matters: [{ subjects: [{ name: 'Front' }] }] },
              { __typename: 'Bureau', name: 'Roads', matters: [], parts: [] },
            ],
            matters: [
              {
                subjects: [
                  { kind: 'Bureau', name: 'Water', parts: [{ name: 'Front' }, { name: 'Roads' }] },
                  { kind: 'Person', name: 'Zhou', boss: { name: 'Wu', pid: 'p2' }, seat: { name: 'Front' } },
                ],
              },
            ],
          },
        },
      });
    });

    it('reads one fragment at several abstract places', async () => {
      const question = `
        query { unit(code: "f1") { ...N ...U } }
        fragment N on Named { name }
        fragment U on Unit { matters { subjects { ...N ... on Bureau { ...N } ... on Office { code } } } }
      `;
      expect(await graph.ask(question)).toEqual({
        data: { unit: { name: 'Front', matters: [{ subjects: [{ name: 'Front', code: 'f1' }] }] } },
      });
    });

    it('gives nothing for an implementation that is not there', async () => {
      expect(
        await graph.ask('{ unit(code: "f1") { ... on Bureau { parts { matters { __typename } } } } }'),
      ).toEqual({
        data: { unit: {} },
      });
    });
  },
);
