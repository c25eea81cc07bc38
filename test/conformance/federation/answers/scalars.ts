// Custom scalars go through as they are, whatever is inside, and may be keys.
import { withEachPlanner } from '../../../support/supergraph-engines.ts';

const DETAIL = {
  id: 'inner',
  list: [1, [null, { a: 1 }]],
  none: null,
  __typename: 'Post',
  text: '编办',
  big: 2 ** 53,
};
const POSTS = [
  { span: { from: 1, to: 2 }, detail: DETAIL },
  { span: { from: 1, to: 3 }, detail: [DETAIL, 'x', 0.5] },
  { span: { from: 1, to: 2 }, detail: null },
];

withEachPlanner(
  'custom scalars',
  () => ({
    establishment: {
      sdl: `
        scalar Json
        type Query { posts: [Post!]! }
        type Post @key(fields: "span") { span: Json! detail: Json }
      `,
      resolvers: { Query: { posts: () => POSTS } },
    },
    finance: {
      sdl: `
        scalar Json
        type Post @key(fields: "span") { span: Json! echo(value: Json, list: [Json]): Json }
      `,
      resolvers: { Post: { echo: ({ span }, { value, list }) => ({ span, value, list }) } },
    },
  }),
  (graph) => {
    it('gives what the owner gave', async () => {
      expect(await graph.ask('{ posts { detail } }')).toEqual({
        data: { posts: POSTS.map(({ detail }) => ({ detail })) },
      });
    });

    it('takes an object as a key, each once', async () => {
      const { data } = await graph.ask('{ posts { echo } }');
      expect(data).toEqual({ posts: POSTS.map(({ span }) => ({ echo: { span } })) });
      expect(graph.asked('finance').map(({ representations }) => representations.length)).toEqual([2]);
    });

    it('hands values on, from variables and from the document', async () => {
      const question =
        'query ($value: Json) { posts { echo(value: $value, list: [{ a: [1, "b"] }, null, $value]) } }';
      const { data } = await graph.ask(question, { value: DETAIL });
      expect(data).toEqual({
        posts: POSTS.map(({ span }) => ({
          echo: { span, value: DETAIL, list: [{ a: [1, 'b'] }, null, DETAIL] },
        })),
      });
    });
  },
);
