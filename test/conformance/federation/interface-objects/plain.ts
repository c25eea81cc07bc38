// A subgraph adds fields to all implementations of an interface without knowing them: `@interfaceObject`.
import { withEachPlanner } from '../../../support/supergraph-engines.ts';
import { oneBy } from '../../../support/supergraph-rows.ts';

const UNITS = [
  { __typename: 'Institution', code: 'i1', name: 'Archive', level: 3 },
  { __typename: 'Bureau', code: 'b1', name: 'Water', chief: 'Zhou' },
];
const AUDITED = [
  { code: 'b1', audits: [{ year: 2024 }, { year: 2025 }] },
  { code: 'i1', audits: [] },
];

withEachPlanner(
  'an interface object',
  () => ({
    establishment: {
      sdl: `
        type Query { units: [Unit!]! }
        interface Unit @key(fields: "code") { code: ID! name: String! }
        type Institution implements Unit @key(fields: "code") { code: ID! name: String! level: Int! }
        type Bureau implements Unit @key(fields: "code") { code: ID! name: String! chief: String! }
      `,
      resolvers: {
        Query: { units: () => UNITS },
        Unit: { __resolveReference: oneBy(UNITS, 'code') },
        Institution: { __resolveReference: oneBy(UNITS, 'code') },
        Bureau: { __resolveReference: oneBy(UNITS, 'code') },
      },
    },
    finance: {
      sdl: `
        type Query { audited: [Unit!]! }
        type Unit @interfaceObject @key(fields: "code") { code: ID! audits: [Audit!]! }
        type Audit { year: Int! }
      `,
      resolvers: {
        Query: { audited: () => AUDITED },
        Unit: { __resolveReference: oneBy(AUDITED, 'code') },
      },
    },
  }),
  (graph) => {
    it('adds its fields to every implementation', async () => {
      expect(await graph.ask('{ units { code audits { year } } }')).toEqual({
        data: {
          units: [
            { code: 'i1', audits: [] },
            { code: 'b1', audits: [{ year: 2024 }, { year: 2025 }] },
          ],
        },
      });
    });

    it('answers its own fields where it is the root', async () => {
      expect(await graph.ask('{ audited { code audits { year } } }')).toEqual({
        data: { audited: AUDITED },
      });
    });

    it('has the type of its objects asked of the subgraph that knows it', async () => {
      expect(await graph.ask('{ audited { __typename code } }')).toEqual({
        data: {
          audited: [
            { __typename: 'Bureau', code: 'b1' },
            { __typename: 'Institution', code: 'i1' },
          ],
        },
      });
    });

    it('names the type under an alias, too', async () => {
      expect(await graph.ask('{ audited { kind: __typename } }')).toEqual({
        data: { audited: [{ kind: 'Bureau' }, { kind: 'Institution' }] },
      });
    });

    it('takes the interface\u2019s other fields from the subgraph that has them', async () => {
      expect(await graph.ask('{ audited { name audits { year } } }')).toEqual({
        data: {
          audited: [
            { name: 'Water', audits: [{ year: 2024 }, { year: 2025 }] },
            { name: 'Archive', audits: [] },
          ],
        },
      });
    });

    it('reads fragments on implementations that it does not know', async () => {
      const question = `{
        audited {
          ... on Institution { level audits { year } }
          ... on Bureau { chief }
        }
      }`;
      expect(await graph.ask(question)).toEqual({
        data: { audited: [{ chief: 'Zhou' }, { level: 3, audits: [] }] },
      });
    });

    it('asks of it only the objects that a fragment on an implementation is about', async () => {
      expect(await graph.ask('{ units { ... on Bureau { audits { year } } } }')).toEqual({
        data: { units: [{}, { audits: [{ year: 2024 }, { year: 2025 }] }] },
      });
      expect(graph.asked('finance').flatMap(({ representations }) => representations)).toEqual([
        { __typename: 'Unit', code: 'b1' },
      ]);
    });

    it('gives one response name to its own field and to another', async () => {
      const question = `{
        audited { ... on Institution { word: name } ... on Bureau { word: chief audits { year } } }
      }`;
      expect(await graph.ask(question)).toEqual({
        data: { audited: [{ word: 'Zhou', audits: [{ year: 2024 }, { year: 2025 }] }, { word: 'Archive' }] },
      });
    });
  },
);
