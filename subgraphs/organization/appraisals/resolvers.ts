import type { Resolvers } from '../generated.ts';
import { institution, person } from '../../kit/graph/references.ts';

/** Resolvers of the appraisals. */
export const appraisalResolvers = {
  Institution: {
    appraisalSummary: ({ code }, args, { loaders }) => loaders.appraisalFigures.load(code, args),
  },
  Person: {
    appraisals: ({ pid }, _, { loaders }) => loaders.appraisalsOfPerson.load(pid, {}),
    meritPoints: ({ pid }, args, { loaders }) => loaders.meritPointsOfPerson.load(pid, args),
    meritPointTotal: async ({ pid }, args, { loaders }) =>
      (await loaders.meritPointTotals.load(pid, args))[0]?.total ?? '0',
  },
  Appraisal: { person, institution },
  MeritPoint: { person, institution },
} satisfies Resolvers;
