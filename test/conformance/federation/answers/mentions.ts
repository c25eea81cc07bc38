// How often subgraphs are asked: an entity once however often it is mentioned, a subgraph once per stage.
import { withEachPlanner } from '../../../support/supergraph-engines.ts';
import { oneBy } from '../../../support/supergraph-rows.ts';

const PAYMENTS = ['p1', 'p2', 'p1', 'p3', 'p2', 'p1'].map((pid, index) => ({
  id: `m${index}`,
  payee: { pid },
  payer: { code: 'i1' },
  clerk: index === 0 ? null : { pid: 'p1' },
}));

withEachPlanner(
  'entities that are mentioned often',
  () => ({
    finance: {
      sdl: `
        type Query { payments: [Payment!]! }
        type Payment { id: ID! payee: Person! clerk: Person payer: Institution! }
        type Person @key(fields: "pid") { pid: ID! debts: Int! }
        type Institution @key(fields: "code") { code: ID! }
      `,
      resolvers: {
        Query: { payments: () => PAYMENTS },
        Person: { debts: ({ pid }) => 100 + Number(String(pid).slice(1)) },
      },
    },
    hr: {
      sdl: `
        type Person @key(fields: "pid") { pid: ID! name: String! boss: Person! rank: Int! }
        type Institution @key(fields: "code") { code: ID! head: Person! }
      `,
      resolvers: {
        Person: {
          __resolveReference: oneBy(
            ['p1', 'p2', 'p3'].map((pid) => ({ pid, name: `Name ${pid}`, rank: 1 })),
            'pid',
          ),
          boss: () => ({ pid: 'p3', name: 'Name p3', rank: 1 }),
        },
        Institution: { head: () => ({ pid: 'p2', name: 'Name p2', rank: 1 }) },
      },
    },
    discipline: {
      sdl: `type Person @key(fields: "pid") { pid: ID! cases: Int! }`,
      resolvers: { Person: { cases: ({ pid }) => Number(String(pid).slice(1)) } },
    },
  }),
  (graph) => {
    const representations = (subgraph: string) =>
      graph
        .asked(subgraph)
        .map((asked) => asked.representations.map(({ pid, code }) => pid ?? code).toSorted());

    it('asks about an entity once that a list mentions often', async () => {
      const { data } = await graph.ask('{ payments { payee { name } } }');
      expect(data).toEqual({
        payments: ['p1', 'p2', 'p1', 'p3', 'p2', 'p1'].map((pid) => ({ payee: { name: `Name ${pid}` } })),
      });
      expect(representations('hr')).toEqual([['p1', 'p2', 'p3']]);
    });

    it('asks one subgraph in one request about several places of a stage', async () => {
      const question = '{ payments { payee { name } clerk { rank } payer { head { name } } } }';
      const { data } = await graph.ask(question);
      expect(data).toEqual({
        payments: PAYMENTS.map(({ payee, clerk }) => ({
          payee: { name: `Name ${payee.pid}` },
          clerk: clerk && { rank: 1 },
          payer: { head: { name: 'Name p2' } },
        })),
      });
      expect(graph.asked('hr')).toHaveLength(1);
    });

    it('asks different subgraphs at the same stage, each once', async () => {
      const { data } = await graph.ask('{ payments { payee { name cases } clerk { cases } } }');
      expect(data).toEqual({
        payments: PAYMENTS.map(({ payee, clerk }) => ({
          payee: { name: `Name ${payee.pid}`, cases: Number(payee.pid.slice(1)) },
          clerk: clerk && { cases: 1 },
        })),
      });
      expect(['finance', 'hr', 'discipline'].map((name) => graph.asked(name).length)).toEqual([1, 1, 1]);
    });

    it('keeps places apart that ask different things of one entity', async () => {
      const question = '{ payments { payee { boss { cases } } clerk { boss { name } } } }';
      const { data } = await graph.ask(question);
      expect(data).toEqual({
        payments: PAYMENTS.map(({ clerk }) => ({
          payee: { boss: { cases: 3 } },
          clerk: clerk && { boss: { name: 'Name p3' } },
        })),
      });
      expect(representations('discipline')).toEqual([['p3']]);
    });

    it('keeps places apart that share an entity and go on differently from it', async () => {
      const question = `{
        payments {
          payee { boss { __typename pid n: cases } }
          clerk { boss { __typename pid n: debts } }
          payer { head { boss { __typename pid } } }
        }
      }`;
      const { data } = await graph.ask(question);
      const boss = { __typename: 'Person', pid: 'p3' };
      expect(data).toEqual({
        payments: PAYMENTS.map(({ clerk }) => ({
          payee: { boss: { ...boss, n: 3 } },
          clerk: clerk && { boss: { ...boss, n: 103 } },
          payer: { head: { boss } },
        })),
      });
    });
  },
);
