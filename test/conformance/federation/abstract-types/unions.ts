// A union whose members differ per subgraph.
import { withEachPlanner } from '../../../support/supergraph-engines.ts';
import { oneBy } from '../../../support/supergraph-rows.ts';

const DECISION = { __typename: 'Decision', id: 'd1', subject: 'Leave' };
const LETTER = { __typename: 'Letter', text: 'Dear bureau' };
const FILED = [{ __typename: 'Decision', id: 'd1', filed: '2026-01-05' }];

withEachPlanner(
  'a union whose members differ',
  () => ({
    discipline: {
      sdl: `
        type Query { docket: [Matter!]! pages: [[Matter]!]! latest: Matter @shareable }
        union Matter = Decision | Letter
        type Decision @key(fields: "id") { id: ID! subject: String! }
        type Letter { text: String! }
      `,
      resolvers: {
        Query: {
          docket: () => [DECISION, LETTER],
          pages: () => [[LETTER, null], [], [DECISION]],
          latest: () => DECISION,
        },
        Decision: { __resolveReference: oneBy([DECISION], 'id') },
      },
    },
    establishment: {
      sdl: `
        type Query { archive: [Matter!]! latest: Matter @shareable }
        union Matter = Decision | Document
        type Decision @key(fields: "id") { id: ID! filed: String! }
        type Document @key(fields: "id") { id: ID! title: String! about: [Matter!]! }
      `,
      resolvers: {
        Query: {
          archive: () => [{ __typename: 'Document', id: 'x1', title: 'Minutes', about: FILED }, FILED[0]],
          latest: () => FILED[0],
        },
        Decision: { __resolveReference: oneBy(FILED, 'id') },
      },
    },
  }),
  (graph) => {
    it('completes a member of the union and asks no subgraph about members that it does not know', async () => {
      const question = `{
        docket {
          __typename
          ... on Decision { subject filed }
          ... on Letter { text }
          ... on Document { title }
        }
      }`;
      expect(await graph.ask(question)).toEqual({
        data: {
          docket: [
            { __typename: 'Decision', subject: 'Leave', filed: '2026-01-05' },
            { __typename: 'Letter', text: 'Dear bureau' },
          ],
        },
      });
    });

    it('names types under aliases at every depth', async () => {
      const question = `{
        archive {
          kind: __typename
          ... on Document { title about { what: __typename ... on Decision { subject } ... on Letter { text } } }
          ... on Decision { again: __typename subject }
        }
      }`;
      expect(await graph.ask(question)).toEqual({
        data: {
          archive: [
            { kind: 'Document', title: 'Minutes', about: [{ what: 'Decision', subject: 'Leave' }] },
            { kind: 'Decision', again: 'Decision', subject: 'Leave' },
          ],
        },
      });
    });

    it('finds members in lists of lists, with nulls in between', async () => {
      expect(await graph.ask('{ pages { ... on Decision { filed } ... on Letter { text } } }')).toEqual({
        data: { pages: [[{ text: 'Dear bureau' }, null], [], [{ filed: '2026-01-05' }]] },
      });
    });

    it('answers a root field that subgraphs share, whichever members they know', async () => {
      const question =
        '{ latest { __typename ... on Decision { id subject filed } ... on Letter { text } } }';
      expect(await graph.ask(question)).toEqual({
        data: { latest: { __typename: 'Decision', id: 'd1', subject: 'Leave', filed: '2026-01-05' } },
      });
    });
  },
);
