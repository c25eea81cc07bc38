// The change feeds of all owners together.
import { DEPARTMENT_NAMES, type DepartmentName } from '../../../schema/departments.ts';
import type { Positions } from '../run/ledger.ts';
import type { Feed, OwnNews } from './feed.ts';
import type { Changed } from '../follow/touch.ts';

/** What was read of all owners. */
export interface News {
  readonly changes: readonly Changed[];
  /** Where each owner stands that answered. */
  readonly reached: Positions;
  /** True where more is there already. */
  readonly more: boolean;
}

/** What is new at each owner. One that does not answer is asked again next time: nothing of it is lost. */
export const newsOf = (feed: Feed) => {
  /** An owner that nobody has followed yet is followed from now on: what was before, a whole run looks at. */
  const begin = async (owner: DepartmentName): Promise<OwnNews> => ({
    changes: [],
    cursor: await feed.end(owner),
    more: false,
  });
  return async (positions: Positions): Promise<News> => {
    const read = await Promise.all(
      DEPARTMENT_NAMES.map(async (owner) => {
        const after = positions.get(owner);
        const own = await (after === undefined ? begin(owner) : feed.behind(owner, after)).catch(
          () => undefined,
        );
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
