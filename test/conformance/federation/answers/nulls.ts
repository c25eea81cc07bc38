// A field that may not be null and has no value: what contains it becomes null, up to the first place that may.
import { GraphQLError } from 'graphql';
import { withEachPlanner } from '../../../support/supergraph-engines.ts';

const POSTS = ['o1', 'o2', 'o3'].map((id) => ({ id }));

const failing = ({ id }: Readonly<Record<string, unknown>>): number => {
  if (id === 'o2') throw new GraphQLError('no budget', { extensions: { code: 'DATABASE_UNAVAILABLE' } });
  return 7;
};

withEachPlanner(
  'nulls where none may be',
  () => ({
    establishment: {
      sdl: `
        type Query {
          open: [Post]
          strict: [Post!]
          all: [Post!]!
          unit: Unit
          pages: [[Post!]]!
        }
        type Unit { post: Post! name: String! }
        type Post @key(fields: "id") { id: ID! }
      `,
      resolvers: {
        Query: {
          open: () => POSTS,
          strict: () => POSTS,
          all: () => POSTS,
          unit: () => ({ name: 'Water', post: { id: 'o2' } }),
          pages: () => [POSTS.slice(0, 1), POSTS.slice(1)],
        },
      },
    },
    finance: {
      sdl: `type Post @key(fields: "id") { id: ID! budget: Int! grant: Int }`,
      resolvers: {
        Post: {
          __resolveReference: (key) => (key['id'] === 'o3' ? null : key),
          budget: failing,
          grant: failing,
        },
      },
    },
  }),
  (graph) => {
    const fault = (...path: (string | number)[]) => ({
      code: 'DATABASE_UNAVAILABLE',
      owner: 'finance',
      path,
    });

    it('takes the entity itself away where it may be null', async () => {
      expect(await graph.ask('{ open { id budget } }')).toEqual({
        data: { open: [{ id: 'o1', budget: 7 }, null, null] },
        errors: [fault('open', 1, 'budget'), { code: 'FIELD_MISSING', path: ['open', 2, 'budget'] }],
      });
    });

    it('takes the list away where its elements may not be null', async () => {
      const { data, errors } = await graph.ask('{ strict { budget } unit { name } }');
      expect(data).toEqual({ strict: null, unit: { name: 'Water' } });
      expect(errors).toContainEqual(fault('strict', 1, 'budget'));
    });

    it('takes everything away where nothing may be null', async () => {
      const { data, errors } = await graph.ask('{ all { budget } unit { name } }');
      expect(data).toBeNull();
      expect(errors).toContainEqual(fault('all', 1, 'budget'));
    });

    it('takes the object around it away', async () => {
      expect(await graph.ask('{ unit { name post { budget } } }')).toEqual({
        data: { unit: null },
        errors: [fault('unit', 'post', 'budget')],
      });
    });

    it('takes one list of a list of lists away', async () => {
      const { data, errors } = await graph.ask('{ pages { budget } }');
      expect(data).toEqual({ pages: [[{ budget: 7 }], null] });
      expect(errors).toContainEqual(fault('pages', 1, 0, 'budget'));
    });

    it('leaves a null where a field may be null', async () => {
      expect(await graph.ask('{ all { id grant } }')).toEqual({
        data: {
          all: [
            { id: 'o1', grant: 7 },
            { id: 'o2', grant: null },
            { id: 'o3', grant: null },
          ],
        },
        errors: [fault('all', 1, 'grant')],
      });
    });

    it('names the place by the names that the client gave', async () => {
      expect(await graph.ask('{ here: unit { it: post { much: budget } } }')).toEqual({
        data: { here: null },
        errors: [fault('here', 'it', 'much')],
      });
    });
  },
);
