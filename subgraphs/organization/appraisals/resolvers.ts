import type { Resolvers } from '../generated.ts';
import { batch, root } from '../../kit/graph/fields.ts';
import { institution, person } from '../../kit/graph/references.ts';
import { loaded } from '../context.ts';
import { recordAppraisal } from './commands.ts';

/** Resolvers of the appraisals. */
export const appraisalResolvers = {
  Mutation: {
    recordAppraisal: root(recordAppraisal),
  },
  Institution: {
    appraisalSummary: loaded('appraisalFigures', 'code'),
  },
  Person: {
    appraisals: loaded('appraisalsOfPerson', 'pid'),
    meritPoints: loaded('meritPointsOfPerson', 'pid'),
    meritPointTotal: batch(['pid'], async (persons, args, { loaders }) => {
      const pids = persons.map(({ pid }) => pid);
      return (await loaders.meritPointTotals.loadMany(pids, args)).map(([figures]) => figures?.total ?? '0');
    }),
  },
  Appraisal: { person, institution },
  MeritPoint: { person, institution },
} satisfies Resolvers;
