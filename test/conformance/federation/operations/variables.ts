// Variables on their way to the fields of other subgraphs: values, defaults, nulls and what was not given.
import { withEachPlanner } from '../../../support/supergraph-engines.ts';

const said = (args: object): string => JSON.stringify(args);

withEachPlanner(
  'variables',
  () => ({
    establishment: {
      sdl: `
        type Query { post(id: ID = "o9"): Post! asked(a: Int, b: [Int!] = [7]): String! }
        type Post @key(fields: "id") { id: ID! }
      `,
      resolvers: {
        Query: { post: (_, { id }) => ({ id }), asked: (_, args) => said(args) },
      },
    },
    finance: {
      sdl: `
        type Post @key(fields: "id") {
          id: ID!
          pay(month: String = "2026-01", filter: Filter, tags: [String]): String!
          notes: [Note!]!
        }
        type Note { text(length: Int! = 3, deep: Filter = { kind: B }): String! }
        input Filter { kind: Kind = A min: Float inner: Filter }
        enum Kind { A B }
      `,
      resolvers: {
        Post: { pay: (_, args) => said(args), notes: () => [{}] },
        Note: { text: (_, args) => said(args) },
      },
    },
  }),
  (graph) => {
    it('takes the default of a variable that is not given', async () => {
      const question =
        'query ($id: ID = "o1", $month: String = "2025-12") { post(id: $id) { id pay(month: $month) } }';
      expect(await graph.ask(question)).toEqual({
        data: { post: { id: 'o1', pay: '{"month":"2025-12"}' } },
      });
    });

    it('takes the default of the argument where the variable has none', async () => {
      const question = 'query ($id: ID, $month: String) { post(id: $id) { id pay(month: $month) } }';
      expect(await graph.ask(question)).toEqual({
        data: { post: { id: 'o9', pay: '{"month":"2026-01"}' } },
      });
    });

    it('hands a null on as a null', async () => {
      const question = `query ($month: String = "2025-12", $tags: [String]) {
        post { pay(month: $month, tags: $tags) }
      }`;
      expect(await graph.ask(question, { month: null, tags: [null, 'x'] })).toEqual({
        data: { post: { pay: '{"month":null,"tags":[null,"x"]}' } },
      });
    });

    it('hands variables on that stand inside lists and objects', async () => {
      const question = `query ($kind: Kind, $min: Float = 0.5, $tag: String!) {
        post { pay(filter: { kind: $kind, inner: { min: $min } }, tags: ["a", $tag]) }
      }`;
      expect(await graph.ask(question, { tag: 'b' })).toEqual({
        data: {
          post: {
            pay: '{"month":"2026-01","filter":{"kind":"A","inner":{"kind":"A","min":0.5}},"tags":["a","b"]}',
          },
        },
      });
      expect(await graph.ask(question, { tag: 'b', kind: 'B', min: 2 })).toEqual({
        data: {
          post: {
            pay: '{"month":"2026-01","filter":{"kind":"B","inner":{"kind":"A","min":2}},"tags":["a","b"]}',
          },
        },
      });
    });

    it('hands one variable to fields of several subgraphs, and none to whom it does not concern', async () => {
      const question =
        'query ($n: Int = 5, $id: ID) { asked(a: $n) post(id: $id) { notes { text(length: $n) } } }';
      expect(await graph.ask(question, { n: 4, id: 'o1' })).toEqual({
        data: { asked: '{"a":4,"b":[7]}', post: { notes: [{ text: '{"length":4,"deep":{"kind":"B"}}' }] } },
      });
      expect(graph.asked('finance').map(({ variables }) => Object.keys(variables).toSorted())).toEqual([
        ['n', expect.stringContaining('rep')],
      ]);
    });

    it('takes one value where a list is asked for', async () => {
      expect(await graph.ask('query ($b: [Int!]) { asked(b: $b) }', { b: 3 })).toEqual({
        data: { asked: '{"b":[3]}' },
      });
    });

    it('refuses a variable that is missing', async () => {
      expect(await graph.ask('query ($tag: String!) { post { pay(tags: [$tag]) } }')).toEqual({
        data: undefined,
        errors: [{ code: 'BAD_USER_INPUT' }],
      });
    });

    it('keeps a variable apart from one that plans use', async () => {
      const question = `query ($representations: Int!, $__batch_reps_0: String, $n: Int!) {
        post(id: "o1") { pay(month: $__batch_reps_0) notes { a: text(length: $representations) text(length: $n) } }
      }`;
      const variables = { representations: 8, __batch_reps_0: 'May', n: 9 };
      expect(await graph.ask(question, variables)).toEqual({
        data: {
          post: {
            pay: '{"month":"May"}',
            notes: [{ a: '{"length":8,"deep":{"kind":"B"}}', text: '{"length":9,"deep":{"kind":"B"}}' }],
          },
        },
      });
    });
  },
);
