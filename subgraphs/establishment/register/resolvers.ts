import type { Resolvers } from '../generated.ts';
import { mapPage } from '../../kit/database/pages.ts';
import { connection } from '../../kit/graph/connection.ts';
import type { EstablishmentContext } from '../context.ts';
import type { Institution } from './entities.ts';
import { institutionPage } from './loaders.ts';

/** An institution in a request: its code, the day it is read as of, and its row where that is known already. */
export interface InstitutionAsOf {
  readonly code: string;
  readonly asOf?: string | null | undefined;
  readonly row?: Institution | null;
}

const day = (
  args: { readonly asOf?: string | null },
  { asOf }: InstitutionAsOf,
  { today }: EstablishmentContext,
): string => args.asOf ?? asOf ?? today;

const rowOf = async (
  institution: InstitutionAsOf,
  context: EstablishmentContext,
): Promise<Institution | null> =>
  institution.row ??
  context.loaders.institution.load(institution.code, { asOf: day({}, institution, context) });

const withRow =
  (asOf: string) =>
  (row: Institution): InstitutionAsOf => ({ code: row.code, asOf, row });

/** Resolvers of the register. */
export const registerResolvers = {
  Query: {
    institution: async (_, { code, asOf }, context) => {
      const date = asOf ?? context.today;
      const row = await context.loaders.institution.load(code, { asOf: date });
      return row === null ? null : withRow(date)(row);
    },
    institutions: async (_, args, { db, today }) => {
      const asOf = args.asOf ?? today;
      const page = await institutionPage(db, { ...args, asOf });
      return mapPage(page, withRow(asOf));
    },
    division: (_, { code }, { loaders }) => loaders.division.load(code, {}),
  },
  Institution: {
    __resolveReference: ({ code }) => ({ code }),
    name: async (institution, _, context) => (await rowOf(institution, context))?.name ?? null,
    kind: async (institution, _, context) => (await rowOf(institution, context))?.kind ?? null,
    grade: async (institution, _, context) => (await rowOf(institution, context))?.grade ?? null,
    funding: async (institution, _, context) => (await rowOf(institution, context))?.funding ?? null,
    creditCode: async (institution, _, context) => (await rowOf(institution, context))?.creditCode ?? null,
    division: async (institution, _, context) => {
      const code = (await rowOf(institution, context))?.divisionCode ?? null;
      return code === null ? null : context.loaders.division.load(code, {});
    },
    parent: async (institution, _, context) => {
      const code = (await rowOf(institution, context))?.parentCode ?? null;
      return code === null ? null : { code, asOf: institution.asOf };
    },
    children: async (institution, args, context) => {
      const asOf = day({}, institution, context);
      return mapPage(
        await context.loaders.childInstitutions.load(institution.code, { ...args, asOf }),
        withRow(asOf),
      );
    },
    history: ({ code }, _, { loaders }) => loaders.institutionHistory.load(code, {}),
    internalBodies: (institution, args, context) =>
      context.loaders.internalBodies.load(institution.code, { asOf: day(args, institution, context) }),
    duties: (institution, args, context) =>
      context.loaders.duties.load(institution.code, { asOf: day(args, institution, context) }),
    quotas: (institution, args, context) =>
      context.loaders.quotas.load(institution.code, { ...args, asOf: day(args, institution, context) }),
    posts: (institution, args, context) =>
      context.loaders.posts.load(institution.code, { ...args, asOf: day(args, institution, context) }),
    authorised: (institution, args, context) =>
      context.loaders.authorised.load(institution.code, { ...args, asOf: day(args, institution, context) }),
    leaders: (institution, args, context) =>
      context.loaders.leaders.load(institution.code, { asOf: day(args, institution, context) }),
    offQuotaControl: (institution, args, context) =>
      context.loaders.offQuotaControl.load(institution.code, { asOf: day(args, institution, context) }),
  },
  InstitutionConnection: connection<InstitutionAsOf>(),
  Division: {
    parent: ({ parentCode }, _, { loaders }) =>
      parentCode === null ? null : loaders.division.load(parentCode, {}),
    children: ({ code }, _, { loaders }) => loaders.childDivisions.load(code, {}),
  },
  Post: {
    __resolveReference: async (post, { loaders, today }) => {
      const posts = await loaders.posts.load(post.institutionCode, { asOf: today });
      const known = posts.find(({ title, measure }) => title === post.title && measure === post.measure);
      return known ?? { ...post, number: null };
    },
    authorised: ({ number }) => number,
  },
} satisfies Resolvers;
