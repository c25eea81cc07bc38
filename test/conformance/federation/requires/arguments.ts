// `@requires` of fields with arguments: each computed field gets the value for its own arguments.
import { REFUSED, type Answer } from '../../../support/supergraph.ts';
import { withEachPlanner } from '../../../support/supergraph-engines.ts';
import { oneBy } from '../../../support/supergraph-rows.ts';

const POSTS = [{ id: 'o1' }, { id: 'o2' }];
const NUMBERS = new Map([
  ['o1', 1],
  ['o2', 2],
]);

/** What the establishment says: the year, and in its last digit the post. */
const quota = (id: unknown, year: number): number => year * 10 + (NUMBERS.get(String(id)) ?? 0);

withEachPlanner(
  'requirements with arguments',
  ({ offend }) => {
    const required =
      (year: number) =>
      ({ id, quota: given }: Readonly<Record<string, unknown>>) => {
        if (given !== quota(id, year)) offend(`finance got ${given} for the quota of ${id} in ${year}`);
        return given;
      };
    return {
      establishment: {
        sdl: `
          type Query { posts: [Post!]! }
          type Post @key(fields: "id") { id: ID! quota(year: Int!): Int! }
        `,
        resolvers: {
          Query: { posts: () => POSTS },
          Post: {
            __resolveReference: oneBy(POSTS, 'id'),
            quota: ({ id }, { year }) => quota(id, Number(year)),
          },
        },
      },
      finance: {
        sdl: `
          type Query { planned: [Post!]! }
          type Post @key(fields: "id") {
            id: ID!
            quota(year: Int!): Int! @external
            now: Int! @requires(fields: "quota(year: 2026)")
            past: Int! @requires(fields: "quota(year: 2020)")
          }
        `,
        resolvers: {
          Query: { planned: () => [{ id: 'o2' }] },
          Post: { now: required(2026), past: required(2020) },
        },
      },
    };
  },
  (graph, planner) => {
    /** Apollo's planner mixes arguments up, so all its plans for such fields are refused. */
    const right = (data: object): Answer => (planner === 'apollo' ? REFUSED : { data });

    it('hands over the value for the arguments of the field set', async () => {
      expect(await graph.ask('{ posts { now } }')).toEqual(
        right({ posts: [{ now: 20_261 }, { now: 20_262 }] }),
      );
    });

    it('keeps two fields apart that require one field with different arguments', async () => {
      expect(await graph.ask('{ posts { now past } planned { past now } }')).toEqual(
        right({
          posts: [
            { now: 20_261, past: 20_201 },
            { now: 20_262, past: 20_202 },
          ],
          planned: [{ past: 20_202, now: 20_262 }],
        }),
      );
    });

    it('keeps the client\u2019s arguments apart from those of the field set', async () => {
      expect(await graph.ask('{ posts { now quota(year: 1999) past } }')).toEqual(
        right({
          posts: [
            { now: 20_261, quota: 19_991, past: 20_201 },
            { now: 20_262, quota: 19_992, past: 20_202 },
          ],
        }),
      );
    });

    it('keeps them apart under other names and with variables', async () => {
      const question = `query ($year: Int!) {
        planned { quota: now now: quota(year: $year) again: quota(year: 2026) past }
      }`;
      expect(await graph.ask(question, { year: 1999 })).toEqual(
        right({ planned: [{ quota: 20_262, now: 19_992, again: 20_262, past: 20_202 }] }),
      );
    });

    it('answers the field itself with whatever arguments', async () => {
      expect(await graph.ask('{ planned { quota(year: 7) other: quota(year: 8) } }')).toEqual({
        data: { planned: [{ quota: 72, other: 82 }] },
      });
    });
  },
);
