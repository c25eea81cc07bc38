// `@skip` and `@include` around fields of entities: whom they leave out is not asked.
import { withEachPlanner } from '../../../support/supergraph-engines.ts';
import { oneBy } from '../../../support/supergraph-rows.ts';

const POSTS = [{ id: 'o1', title: 'Clerk', grade: 7 }];

withEachPlanner(
  '`@skip` and `@include`',
  () => ({
    establishment: {
      sdl: `
        type Query { post: Post! }
        type Post @key(fields: "id") { id: ID! title: String! grade: Int! }
      `,
      resolvers: { Query: { post: () => POSTS[0] }, Post: { __resolveReference: oneBy(POSTS, 'id') } },
    },
    finance: {
      sdl: `
        type Query { rate: Int! }
        type Post @key(fields: "id") {
          id: ID!
          grade: Int! @external
          pay: Int! @requires(fields: "grade")
          payments: [Payment!]!
        }
        type Payment { month: Int! amount: Int! }
      `,
      resolvers: {
        Query: { rate: () => 3 },
        Post: { pay: ({ grade }) => Number(grade) * 10, payments: () => [{ month: 1, amount: 5 }] },
      },
    },
  }),
  (graph) => {
    const QUESTION = `query ($pay: Boolean!, $payments: Boolean = false, $title: Boolean = true) {
      post {
        title @include(if: $title)
        pay @include(if: $pay)
        ... on Post @skip(if: $pay) { grade }
        payments @include(if: $payments) { month amount @skip(if: $pay) }
        ...Paid @include(if: $pay)
      }
      rate @skip(if: $pay)
    }
    fragment Paid on Post { id payments @include(if: $payments) { amount } }`;

    it.each([
      [{ pay: true }, { post: { title: 'Clerk', pay: 70, id: 'o1' } }],
      [{ pay: false }, { post: { title: 'Clerk', grade: 7 }, rate: 3 }],
      [
        { pay: false, payments: true },
        { post: { title: 'Clerk', grade: 7, payments: [{ month: 1, amount: 5 }] }, rate: 3 },
      ],
      [
        { pay: true, payments: true, title: false },
        { post: { pay: 70, id: 'o1', payments: [{ month: 1, amount: 5 }] } },
      ],
    ])('answers what is left with %j', async (variables, data) => {
      expect(await graph.ask(QUESTION, variables)).toEqual({ data });
    });

    it('asks nobody for what is left out', async () => {
      await graph.ask('query ($no: Boolean!) { post { title pay @include(if: $no) } }', { no: false });
      expect(graph.asked('finance')).toEqual([]);
    });

    it('lets `@skip` and `@include` stand together', async () => {
      const question = `query ($a: Boolean!, $b: Boolean!) { post { id pay @include(if: $a) @skip(if: $b) } }`;
      const answers = [];
      for (const [a, b] of [
        [true, true],
        [true, false],
        [false, true],
        [false, false],
      ])
        answers.push(await graph.ask(question, { a, b }));
      expect(answers).toEqual([
        { data: { post: { id: 'o1' } } },
        { data: { post: { id: 'o1', pay: 70 } } },
        { data: { post: { id: 'o1' } } },
        { data: { post: { id: 'o1' } } },
      ]);
    });

    it('gives an empty object where all is left out', async () => {
      expect(await graph.ask('{ post { pay @skip(if: true) } }')).toEqual({ data: { post: {} } });
    });

    it('gives no field at all where all is left out at the root', async () => {
      expect(
        await graph.ask('query ($no: Boolean!) { post @include(if: $no) { pay } }', { no: false }),
      ).toEqual({
        data: {},
      });
    });

    it('takes a field that one place leaves out and another does not', async () => {
      expect(
        await graph.ask('{ post { pay @skip(if: true) } post { pay title @include(if: false) } }'),
      ).toEqual({
        data: { post: { pay: 70 } },
      });
    });
  },
);
