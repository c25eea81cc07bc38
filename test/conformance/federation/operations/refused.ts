// Operations that the gateway does not run say so, and ask nobody.
import { REFUSED } from '../../../support/supergraph.ts';
import { withEachPlanner } from '../../../support/supergraph-engines.ts';

withEachPlanner(
  'operations that are refused',
  () => ({
    hr: {
      sdl: `
        type Query { staff: Int! person: Person! }
        type Person @key(fields: "pid") { pid: ID! name: String! }
        type Subscription { hired: String! }
      `,
      resolvers: { Query: { staff: () => 1, person: () => ({ pid: 'p1', name: 'Zhou' }) } },
    },
    finance: {
      sdl: `type Person @key(fields: "pid") { pid: ID! pay: Int! }`,
      resolvers: { Person: { pay: () => 7 } },
    },
  }),
  (graph) => {
    afterEach(() => expect([...graph.asked('hr'), ...graph.asked('finance')]).toEqual([]));

    it('refuses a subscription', async () => {
      expect(await graph.ask('subscription { hired }')).toEqual(REFUSED);
    });

    it.each([
      ['a fragment', '{ person { name ... @defer { pay } } }'],
      ['a fragment on an entity', '{ person { name ... on Person @defer(label: "later") { pay } } }'],
    ])('does not know `@defer` on %s', async (_, question) => {
      expect(await graph.ask(question)).toEqual({
        data: undefined,
        errors: [{ code: 'GRAPHQL_VALIDATION_FAILED' }],
      });
    });

    it('refuses the root fields that only a gateway asks', async () => {
      const questions = ['{ _service { sdl } }', '{ _entities(representations: []) { __typename } }'];
      for (const question of questions)
        expect(await graph.ask(question)).toEqual({
          data: undefined,
          errors: [{ code: 'GRAPHQL_VALIDATION_FAILED' }],
        });
    });
  },
);
