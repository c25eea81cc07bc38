// The questions that every department answers about its access log.
import type { DepartmentName } from '../../../schema/departments.ts';
import { CodedError } from '../../../schema/errors.ts';
import type { Viewer } from '../../../schema/sharing.ts';
import type { PageArguments } from '../database/pages.ts';
import { connection } from '../graph/connection.ts';
import type { ContextParts } from '../graph/context.ts';
import { root } from '../graph/fields.ts';
import type { IResolvers } from '../graph/resolvers.ts';
import { endOfDay, startOfDay } from './days.ts';
import { disclosedUntil } from './disclosure.ts';
import { accessPage, type AccessFilter, type ShownAccess } from './query.ts';
import { keptText } from './record.ts';
import { sightOf, type AccessQuestion } from './sight.ts';

type Context = Pick<ContextParts, 'db' | 'asker'>;

interface Days {
  readonly from?: string | null;
  readonly to?: string | null;
}

type OwnArguments = Days & PageArguments;
type Arguments = AccessQuestion & OwnArguments;

const within = ({ from, to }: Days): AccessFilter => ({
  since: from ? startOfDay(from) : null,
  before: to ? endOfDay(to) : null,
});

/** What the viewer did, as the log names whoever asks. */
const byViewer = ({ subject, kind }: Viewer): AccessFilter => ({
  viewer: keptText(subject),
  viewerKind: kind === 'person' ? 'PERSON' : 'SYSTEM',
});

const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/**
 * Resolvers of `schema/owner/accesses.graphql` for a department. Whoever has no sight is refused and not answered with
 * an empty list. Reading the log is itself not recorded.
 */
export const accessLogResolvers = (owner: DepartmentName, now = (): Date => new Date()): IResolvers => ({
  Query: {
    [`accessesOf${capitalised(owner)}`]: root(async (args: Arguments, { db, asker }: Context) => {
      const sight = sightOf(owner, asker?.viewer, args);
      if (sight === 'NOTHING') throw new CodedError('ACCESSES_REFUSED', { owner });
      const { pid, institution, department } = args;
      const hidden = sight === 'ALL' ? {} : { disclosedUntil: disclosedUntil(now()) };
      return accessPage(db, { pid, institution, department, ...within(args), ...hidden }, args);
    }),
    [`myAccessesOf${capitalised(owner)}`]: root(async (args: OwnArguments, { db, asker }: Context) => {
      if (asker === undefined) throw new CodedError('ACCESSES_REFUSED', { owner });
      return accessPage(db, { ...byViewer(asker.viewer), ...within(args) }, args);
    }),
  },
  AccessConnection: connection<ShownAccess>(),
});
