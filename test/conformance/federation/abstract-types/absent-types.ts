// Fragments on types that the subgraph which is asked does not know.
import { withEachPlanner } from '../../../support/supergraph-engines.ts';

const DOCUMENTS = [
  { __typename: 'Letter', id: 'd1', sender: 'Zhou' },
  { __typename: 'Letter', id: 'd2', sender: 'Wu' },
];
const SEALED = [{ __typename: 'Verdict', id: 'v1', sealed: true, decidedBy: 'Court' }];

withEachPlanner(
  'fragments on absent types',
  () => ({
    establishment: {
      sdl: `
        type Query { documents: [Document!]! newest: Document }
        interface Document { id: ID! }
        type Letter implements Document @key(fields: "id") { id: ID! sender: String! }
      `,
      resolvers: { Query: { documents: () => DOCUMENTS, newest: () => DOCUMENTS[0] } },
    },
    discipline: {
      sdl: `
        type Query { verdicts: [Document!]! }
        interface Document { id: ID! }
        interface Sealed { sealed: Boolean! }
        type Verdict implements Document & Sealed @key(fields: "id") {
          id: ID!
          sealed: Boolean!
          decidedBy: String!
        }
      `,
      resolvers: { Query: { verdicts: () => SEALED } },
    },
  }),
  (graph) => {
    it('gives empty objects where only fragments on absent types are asked', async () => {
      expect(await graph.ask('{ documents { ... on Verdict { decidedBy } } }')).toEqual({
        data: { documents: [{}, {}] },
      });
    });

    it('gives an empty object for a single object, too', async () => {
      expect(await graph.ask('{ newest { ... on Verdict { decidedBy } } }')).toEqual({
        data: { newest: {} },
      });
    });

    it('leaves out a named fragment on an absent type and keeps what stands beside it', async () => {
      const question = `
        query { documents { ...AsVerdict ...AsLetter } verdicts { ...AsVerdict ...AsLetter } }
        fragment AsVerdict on Verdict { id decidedBy }
        fragment AsLetter on Letter { sender }
      `;
      expect(await graph.ask(question)).toEqual({
        data: {
          documents: [{ sender: 'Zhou' }, { sender: 'Wu' }],
          verdicts: [{ id: 'v1', decidedBy: 'Court' }],
        },
      });
    });

    it('leaves out a fragment on an absent interface', async () => {
      const question = '{ documents { id ... on Sealed { sealed } } verdicts { ... on Sealed { sealed } } }';
      expect(await graph.ask(question)).toEqual({
        data: { documents: [{ id: 'd1' }, { id: 'd2' }], verdicts: [{ sealed: true }] },
      });
    });

    it('tells the type of objects that no fragment is about', async () => {
      expect(await graph.ask('{ documents { kind: __typename ... on Verdict { sealed } } }')).toEqual({
        data: { documents: [{ kind: 'Letter' }, { kind: 'Letter' }] },
      });
    });
  },
);
