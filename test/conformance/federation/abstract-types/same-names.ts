// One response name for different fields of different members, all the way down to other subgraphs.
import { withEachPlanner } from '../../../support/supergraph-engines.ts';

const MATTERS = [
  { __typename: 'Decision', author: { pid: 'p1' }, about: [{ pid: 'p2' }] },
  { __typename: 'Document', owner: { pid: 'p1' }, readers: [{ pid: 'p2' }, { pid: 'p1' }] },
];

const numberOf = ({ pid }: Readonly<Record<string, unknown>>): number => Number(String(pid).slice(1));

withEachPlanner(
  'one name for different fields',
  () => ({
    discipline: {
      sdl: `
        type Query { docket: [Matter!]! }
        union Matter = Decision | Document
        type Decision { author: Person! about: [Person!]! }
        type Document { owner: Person! readers: [Person!]! }
        type Person @key(fields: "pid") { pid: ID! }
      `,
      resolvers: { Query: { docket: () => MATTERS } },
    },
    hr: {
      sdl: `
        type Person @key(fields: "pid") { pid: ID! rank: Int! boss: Person! }
      `,
      resolvers: {
        Person: { rank: (person) => 10 + numberOf(person), boss: () => ({ pid: 'p9' }) },
      },
    },
    finance: {
      sdl: `type Person @key(fields: "pid") { pid: ID! debts: Int! }`,
      resolvers: { Person: { debts: (person) => 100 + numberOf(person) } },
    },
  }),
  (graph) => {
    it('keeps fields of different subgraphs apart', async () => {
      const question = `{
        docket {
          ... on Decision { who: author { n: rank } all: about { n: debts } }
          ... on Document { who: owner { n: debts } all: readers { n: rank } }
        }
      }`;
      expect(await graph.ask(question)).toEqual({
        data: {
          docket: [
            { who: { n: 11 }, all: [{ n: 102 }] },
            { who: { n: 101 }, all: [{ n: 12 }, { n: 11 }] },
          ],
        },
      });
    });

    it('keeps them apart behind another entity, which is the same for both', async () => {
      const question = `{
        docket {
          ... on Decision { who: author { boss { __typename pid n: debts } } }
          ... on Document { who: owner { boss { __typename pid n: rank } } }
        }
      }`;
      expect(await graph.ask(question)).toEqual({
        data: {
          docket: [
            { who: { boss: { __typename: 'Person', pid: 'p9', n: 109 } } },
            { who: { boss: { __typename: 'Person', pid: 'p9', n: 19 } } },
          ],
        },
      });
    });

    it('asks about the objects of a fragment only', async () => {
      const question =
        '{ docket { ... on Decision { who: author { debts } } ... on Document { who: owner { pid } } } }';
      expect(await graph.ask(question)).toEqual({
        data: { docket: [{ who: { debts: 101 } }, { who: { pid: 'p1' } }] },
      });
    });
  },
);
