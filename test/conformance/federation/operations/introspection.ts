// What the gateway says of itself is the API schema, and nobody is asked for it.
import { buildSchema, getIntrospectionQuery, graphqlSync } from 'graphql';
import { apiSdl } from '../../../../gateway/compose/supergraph.ts';
import { withEachPlanner } from '../../../support/supergraph-engines.ts';

withEachPlanner(
  'introspection',
  () => ({
    hr: {
      sdl: `
        """ What is known of people """
        type Query { person(pid: ID!, at: At = { year: 2026 }): Person secret: Int @inaccessible }
        interface Named { name: String! }
        type Person implements Named @key(fields: "pid") {
          pid: ID!
          name: String!
          "Former rank"
          rank: Int @deprecated(reason: "see grade")
        }
        input At { year: Int = 2025 month: Int }
        enum Status { SERVING RETIRED }
        scalar Day
      `,
      resolvers: { Query: { person: () => ({ pid: 'p1', name: 'Zhou' }) } },
    },
    finance: {
      sdl: `
        type Query { paid(on: Day): [Payee!]! }
        union Payee = Person | Fund
        type Person @key(fields: "pid") { pid: ID! status: Status }
        type Fund { title: String! }
        enum Status { SERVING RETIRED DECEASED }
        scalar Day
      `,
      resolvers: { Person: { status: () => 'RETIRED' } },
    },
  }),
  (graph) => {
    it('answers the full introspection query with the API schema', async () => {
      const question = getIntrospectionQuery({ inputValueDeprecation: true, schemaDescription: true });
      const { data, errors } = await graph.ask(question);
      const told = graphqlSync({ schema: buildSchema(apiSdl(graph.supergraphSdl())), source: question });
      expect(errors).toBeUndefined();
      expect(inOrder(data)).toEqual(inOrder(told.data));
    });

    it('shows neither the parts of the supergraph nor what clients may not see', async () => {
      const { data } = await graph.ask(
        '{ __schema { types { name } } __type(name: "Query") { fields { name } } }',
      );
      expect(JSON.stringify(data)).not.toMatch(/join__|link__|_Any|_Service|_Entity|secret/);
    });

    it('answers introspection beside fields of subgraphs, with variables and aliases', async () => {
      const question = `query ($type: String!) {
        known: __type(name: $type) { kind name fields { name } }
        old: __type(name: "Person") { fields(includeDeprecated: true) { name deprecationReason } }
        none: __type(name: "Nobody") { name }
        person(pid: "p1") { name status kind: __typename }
      }`;
      expect(await graph.ask(question, { type: 'Fund' })).toEqual({
        data: {
          known: { kind: 'OBJECT', name: 'Fund', fields: [{ name: 'title' }] },
          old: {
            fields: expect.arrayContaining([
              { name: 'rank', deprecationReason: 'see grade' },
              { name: 'status', deprecationReason: null },
            ]),
          },
          none: null,
          person: { name: 'Zhou', status: 'RETIRED', kind: 'Person' },
        },
      });
    });

    it('gives introspection a name that a field has, and a field the name of introspection', async () => {
      const question = `{
        name: __type(name: "Fund") { name }
        person: __schema { queryType { name } }
        types: person(pid: "p1") { name }
      }`;
      expect(await graph.ask(question)).toEqual({
        data: { name: { name: 'Fund' }, person: { queryType: { name: 'Query' } }, types: { name: 'Zhou' } },
      });
    });

    it('asks nobody', async () => {
      await graph.ask('{ __schema { queryType { name } } }');
      expect([...graph.asked('hr'), ...graph.asked('finance')]).toEqual([]);
    });
  },
);

/** Types, fields and values have no order. */
const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value))
    return value.map(inOrder).toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, inOrder(inner)]));
};
