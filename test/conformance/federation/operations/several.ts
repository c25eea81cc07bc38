// Documents with several operations, and one document asked again and again.
import { withEachPlanner } from '../../../support/supergraph-engines.ts';

withEachPlanner(
  'documents with several operations',
  () => ({
    hr: {
      sdl: `
        type Query { person(pid: ID!): Person! }
        type Person @key(fields: "pid") { pid: ID! name: String! }
      `,
      resolvers: { Query: { person: (_, { pid }) => ({ pid, name: `Name ${pid}` }) } },
    },
    finance: {
      sdl: `type Person @key(fields: "pid") { pid: ID! pay: Int! }`,
      resolvers: { Person: { pay: ({ pid }) => Number(String(pid).slice(1)) } },
    },
  }),
  (graph) => {
    const DOCUMENT = `
      query Name($pid: ID!) { person(pid: $pid) { ...Who } }
      query Pay($pid: ID!, $name: Boolean = false) { person(pid: $pid) { pay ...Who @include(if: $name) } }
      fragment Who on Person { name }
    `;

    it('runs the operation that is named', async () => {
      expect(await graph.ask(DOCUMENT, { pid: 'p1' }, 'Name')).toEqual({
        data: { person: { name: 'Name p1' } },
      });
      expect(await graph.ask(DOCUMENT, { pid: 'p1' }, 'Pay')).toEqual({ data: { person: { pay: 1 } } });
      expect(await graph.ask(DOCUMENT, { pid: 'p2', name: true }, 'Pay')).toEqual({
        data: { person: { pay: 2, name: 'Name p2' } },
      });
    });

    it.each([undefined, 'Nobody'])(
      'refuses a document with several where none is named: %s',
      async (name) => {
        expect(await graph.ask(DOCUMENT, { pid: 'p1' }, name)).toEqual({
          data: undefined,
          errors: [{ code: 'OPERATION_RESOLUTION_FAILURE' }],
        });
      },
    );

    it('answers many at the same time, each with its own values', async () => {
      const pids = Array.from({ length: 20 }, (_, index) => `p${index}`);
      const answers = await Promise.all(pids.map((pid) => graph.ask(DOCUMENT, { pid, name: true }, 'Pay')));
      expect(answers).toEqual(
        pids.map((pid) => ({ data: { person: { pay: Number(pid.slice(1)), name: `Name ${pid}` } } })),
      );
    });
  },
);
