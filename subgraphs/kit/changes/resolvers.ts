// The change feed of a department through the graph.
import type { DepartmentName } from '../../../schema/departments.ts';
import { asOwnedBy } from '../../../schema/sdl.ts';
import type { Asker } from '../../../schema/sharing.ts';
import type { PageArguments } from '../database/pages.ts';
import type { ContextParts } from '../graph/context.ts';
import { root } from '../graph/fields.ts';
import type { IResolvers } from '../graph/resolvers.ts';
import { isOversight, requireStaff } from '../sharing/rights.ts';
import { changePage, lastChange } from './feed.ts';

type Context = Pick<ContextParts, 'db' | 'asker'>;

/** What changed says of whom there are facts, across all institutions: for the owner, and for the rules. */
const requireFollower = (owner: DepartmentName, asker: Asker | undefined): void => {
  if (asker !== undefined && !isOversight(asker.viewer)) requireStaff(owner, asker.viewer);
};

/** Resolvers of `schema/owner/changes.graphql` for a department. */
export const changeResolvers = (owner: DepartmentName): IResolvers => ({
  Query: {
    [asOwnedBy(owner, 'changesOfOwner')]: root((args: PageArguments, { db, asker }: Context) => {
      requireFollower(owner, asker);
      return changePage(db, args);
    }),
    [asOwnedBy(owner, 'lastChangeOfOwner')]: root((_: unknown, { db, asker }: Context) => {
      requireFollower(owner, asker);
      return lastChange(db);
    }),
  },
});
