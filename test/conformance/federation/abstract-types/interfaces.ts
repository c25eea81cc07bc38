// An interface whose fields, and whose implementations, are spread over subgraphs.
import { withEachPlanner } from '../../../support/supergraph-engines.ts';
import { oneBy } from '../../../support/supergraph-rows.ts';

const REGISTERED = [
  { __typename: 'Institution', code: 'i1', name: 'Archive', level: 3 },
  { __typename: 'Bureau', code: 'b1', name: 'Water', chief: 'Zhou' },
];
const BUDGETED = [
  { __typename: 'Bureau', code: 'b1', budget: 70 },
  { __typename: 'Fund', code: 'f1', budget: 900, name: 'Road fund' },
  { __typename: 'Institution', code: 'i1', budget: null },
];

withEachPlanner(
  'an interface spread over subgraphs',
  () => ({
    establishment: {
      sdl: `
        type Query { units: [Unit!]! }
        interface Unit { code: ID! name: String! }
        type Institution implements Unit @key(fields: "code") { code: ID! name: String! level: Int! }
        type Bureau implements Unit @key(fields: "code") { code: ID! name: String! chief: String! }
      `,
      resolvers: {
        Query: { units: () => REGISTERED },
        Institution: { __resolveReference: oneBy(REGISTERED, 'code') },
        Bureau: { __resolveReference: oneBy(REGISTERED, 'code') },
      },
    },
    finance: {
      sdl: `
        type Query { payers: [Unit!]! }
        interface Unit { code: ID! budget: Int }
        type Institution implements Unit @key(fields: "code") { code: ID! budget: Int }
        type Bureau implements Unit @key(fields: "code") { code: ID! budget: Int }
        type Fund implements Unit @key(fields: "code") { code: ID! budget: Int name: String! }
      `,
      resolvers: {
        Query: { payers: () => BUDGETED },
        Institution: { __resolveReference: oneBy(BUDGETED, 'code') },
        Bureau: { __resolveReference: oneBy(BUDGETED, 'code') },
      },
    },
  }),
  (graph) => {
    it('completes the fields of an interface for each implementation', async () => {
      expect(await graph.ask('{ units { __typename code name budget } }')).toEqual({
        data: {
          units: [
            { __typename: 'Institution', code: 'i1', name: 'Archive', budget: null },
            { __typename: 'Bureau', code: 'b1', name: 'Water', budget: 70 },
          ],
        },
      });
    });

    it('asks both implementations of one subgraph in one request', async () => {
      await graph.ask('{ units { budget } }');
      expect(graph.asked('finance').map(({ representations }) => representations.length)).toEqual([2]);
    });

    it('asks nobody about an implementation that has the field already', async () => {
      expect(await graph.ask('{ payers { name } }')).toEqual({
        data: { payers: [{ name: 'Water' }, { name: 'Road fund' }, { name: 'Archive' }] },
      });
      const asked = graph.asked('establishment').flatMap(({ representations }) => representations);
      expect(asked.map(({ code }) => code).toSorted()).toEqual(['b1', 'i1']);
    });

    it('reads fragments on implementations from whoever knows their fields', async () => {
      const question = `{
        payers {
          budget
          ... on Institution { level name }
          ... on Bureau { chief }
          ... on Fund { code }
        }
      }`;
      expect(await graph.ask(question)).toEqual({
        data: {
          payers: [
            { budget: 70, chief: 'Zhou' },
            { budget: 900, code: 'f1' },
            { budget: null, level: 3, name: 'Archive' },
          ],
        },
      });
    });

    it('reads a fragment on the interface within a fragment on an implementation', async () => {
      const question = '{ units { ... on Bureau { ... on Unit { budget ... on Institution { level } } } } }';
      expect(await graph.ask(question)).toEqual({ data: { units: [{}, { budget: 70 }] } });
    });

    it('gives one response name to different fields of different implementations', async () => {
      const question = '{ payers { ... on Institution { label: name } ... on Bureau { label: chief } } }';
      expect(await graph.ask(question)).toEqual({
        data: { payers: [{ label: 'Zhou' }, {}, { label: 'Archive' }] },
      });
    });
  },
);
