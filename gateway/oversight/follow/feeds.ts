// The change feeds of the owners, read through the graph.
import { z } from 'zod';
import { DEPARTMENT_NAMES } from '../../../schema/departments.ts';
import { asOwnedBy } from '../../../schema/sdl.ts';
import type { Request } from '../graph.ts';
import type { Positions } from '../run/ledger.ts';
import type { Changed } from './touch.ts';

/** Changes that are read of an owner at once. */
const FEED_PAGE = 1000;

const Page = z.object({
  cursor: z.string().nullable(),
  hasNextPage: z.boolean(),
  nodes: z.array(z.object({ fact: z.string(), subjectKind: z.string(), subject: z.string() })),
});
const Last = z.string().nullable();

/** What was read of all owners. */
export interface News {
  readonly changes: readonly Changed[];
  /** Where each owner stands that answered. */
  readonly reached: Positions;
  /** True where more is there already. */
  readonly more: boolean;
}

interface OwnNews {
  readonly changes: readonly Changed[];
  readonly cursor: string | null;
  readonly more: boolean;
}

/** What is new at each owner. One that does not answer is asked again next time: nothing of it is lost. */
export const feedsBy = (request: Request) => {
  /** An owner that nobody has followed yet is followed from now on: what was before, a whole run looks at. */
  const begin = async (owner: (typeof DEPARTMENT_NAMES)[number]): Promise<OwnNews> => {
    const { last } = await request(`query Last { last: ${asOwnedBy(owner, 'lastChangeOfOwner')} }`, {});
    return { changes: [], cursor: Last.parse(last) ?? '0-0', more: false };
  };
  const goOn = async (owner: (typeof DEPARTMENT_NAMES)[number], after: string): Promise<OwnNews> => {
    const text = `query Changes($after: String, $first: Int) {
      page: ${asOwnedBy(owner, 'changesOfOwner')}(after: $after, first: $first) {
        cursor hasNextPage nodes { fact subjectKind subject }
      }
    }`;
    const { page } = await request(text, { after, first: FEED_PAGE });
    const { cursor, hasNextPage, nodes } = Page.parse(page);
    return { changes: nodes.map((node) => ({ owner, ...node })), cursor, more: hasNextPage };
  };
  return async (positions: Positions): Promise<News> => {
    const read = await Promise.all(
      DEPARTMENT_NAMES.map(async (owner) => {
        const after = positions.get(owner);
        const own = await (after === undefined ? begin(owner) : goOn(owner, after)).catch(() => undefined);
        return { owner, own };
      }),
    );
    const reached = new Map<string, string>();
    for (const { owner, own } of read)
      if (own !== undefined && own.cursor !== null && own.cursor !== positions.get(owner))
        reached.set(owner, own.cursor);
    return {
      changes: read.flatMap(({ own }) => own?.changes ?? []),
      reached,
      more: read.some(({ own }) => own?.more === true),
    };
  };
};
