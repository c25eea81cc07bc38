import type { Resolvers } from '../generated.ts';
import type { AskedColumns } from '../../kit/database/columns-asked.ts';
import { mapPage } from '../../kit/database/pages.ts';
import { connection } from '../../kit/graph/connection.ts';
import { orToday } from '../../kit/graph/context.ts';
import { batch, reading, references, root } from '../../kit/graph/fields.ts';
import { institutionsOf, ofItsDay, type InstitutionAsOf } from '../as-of.ts';
import { loaded, type EstablishmentContext } from '../context.ts';
import { registerInstitution, changeQuota, setLeaderLimit } from './commands.ts';
import type { Division, Institution } from './entities.ts';
import { institutionPage } from './loaders.ts';

/** The division of each code; null where there is no code, or none of that code. */
const divisionsOf = async (
  codes: readonly (string | null)[],
  { loaders }: EstablishmentContext,
  asked: AskedColumns,
): Promise<(Division | null)[]> => {
  const known = codes.filter((code) => code !== null);
  const divisions = await loaders.division.loadMany(known, {}, asked);
  const byCode = new Map(known.map((code, index) => [code, divisions[index]]));
  return codes.map((code) => (code === null ? null : (byCode.get(code) ?? null)));
};

const withDay =
  (asOf: string) =>
  (row: Institution): InstitutionAsOf => ({ ...row, asOf });

/** Resolvers of the register. */
export const registerResolvers = {
  Query: {
    institution: root(async ({ code, asOf }, { loaders, today }, asked) => {
      const date = asOf ?? today;
      const row = await loaders.institution.load(code, { asOf: date }, asked);
      return row === null ? null : withDay(date)({ ...row, code });
    }),
    institutions: root(async (args, context, asked) => {
      const dated = orToday(args, context);
      return mapPage(await institutionPage(context.db, dated, asked), withDay(dated.asOf));
    }),
    division: root(({ code }, { loaders }, asked) => loaders.division.load(code, {}, asked)),
  },
  Mutation: {
    registerInstitution: root(registerInstitution),
    changeQuota: root(changeQuota),
    setLeaderLimit: root(setLeaderLimit),
  },
  Institution: {
    __resolveReference: references(institutionsOf),
    division: batch(['divisionCode'], (institutions, _, context, asked) =>
      divisionsOf(
        institutions.map(({ divisionCode = null }) => divisionCode),
        context,
        asked,
      ),
    ),
    parent: batch(['parentCode'], async (institutions, _, context, asked) => {
      const mentioned = institutions.flatMap(({ parentCode: code, asOf }) =>
        code === undefined || code === null ? [] : [{ code, asOf }],
      );
      const parents = await institutionsOf(mentioned, context, asked);
      const byCode = new Map(
        mentioned.map(({ code, asOf }, index) => [`${asOf ?? ''} ${code}`, parents[index]]),
      );
      return institutions.map(
        ({ parentCode, asOf }) => byCode.get(`${asOf ?? ''} ${parentCode ?? ''}`) ?? null,
      );
    }),
    children: ofItsDay(async (codes, args, { loaders }, asked) =>
      (await loaders.childInstitutions.loadMany(codes, args, asked)).map((page) =>
        mapPage(page, withDay(args.asOf)),
      ),
    ),
    history: loaded('institutionHistory', 'code'),
    record: ofItsDay((codes, args, { loaders }, asked) => loaders.institution.loadMany(codes, args, asked)),
    internalBodies: ofItsDay((codes, args, { loaders }, asked) =>
      loaders.internalBodies.loadMany(codes, args, asked),
    ),
    duties: ofItsDay((codes, args, { loaders }, asked) => loaders.duties.loadMany(codes, args, asked)),
    quotas: ofItsDay((codes, args, { loaders }, asked) => loaders.quotas.loadMany(codes, args, asked)),
    posts: ofItsDay((codes, args, { loaders }) => loaders.posts.loadMany(codes, args)),
    authorised: ofItsDay((codes, args, { loaders }) => loaders.authorised.loadMany(codes, args)),
    leaders: ofItsDay((codes, args, { loaders }, asked) => loaders.leaders.loadMany(codes, args, asked)),
    offQuotaControl: ofItsDay((codes, args, { loaders }, asked) =>
      loaders.offQuotaControl.loadMany(codes, args, asked),
    ),
  },
  InstitutionConnection: connection<InstitutionAsOf>(),
  Division: {
    parent: batch(['parentCode'], (divisions, _, context, asked) =>
      divisionsOf(
        divisions.map(({ parentCode }) => parentCode),
        context,
        asked,
      ),
    ),
    children: loaded('childDivisions', 'code'),
  },
  Post: {
    __resolveReference: references(async (posts, { loaders, today }) => {
      const codes = posts.map(({ institutionCode }) => institutionCode);
      const known = await loaders.posts.loadMany(codes, { asOf: today });
      return posts.map(
        (post, index) =>
          known[index]?.find(({ title, measure }) => title === post.title && measure === post.measure) ?? {
            ...post,
            number: null,
          },
      );
    }),
    authorised: reading(['number'], ({ number }) => number),
  },
} satisfies Resolvers;
