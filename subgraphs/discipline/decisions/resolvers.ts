import type { Resolvers } from '../generated.ts';
import { connection } from '../../kit/graph/connection.ts';
import { institution, person } from '../../kit/graph/references.ts';
import { influenceEndsOn } from './domain.ts';
import type { Decision } from './entities.ts';
import { decisionPage } from './loaders.ts';

/** Resolvers of the decisions. */
export const decisionResolvers = {
  Query: {
    decisions: (_, args, { db }) => decisionPage(db, args),
  },
  Institution: {
    __resolveReference: ({ code }) => ({ code }),
    decisions: ({ code }, args, { loaders }) => loaders.decisionsOfInstitution.load(code, args),
  },
  Person: {
    __resolveReference: person,
    decisions: ({ pid }, args, { loaders }) => loaders.decisionsOfPerson.load(pid, args),
    inInfluencePeriod: async ({ pid }, args, { loaders }) => (await loaders.influences.load(pid, args)) > 0,
  },
  Decision: {
    person,
    institution,
    influenceEndsOn: (decision) =>
      decision.influenceEndsOn ?? influenceEndsOn(decision.measure, decision.effectiveOn),
  },
  DecisionConnection: connection<Decision>(),
} satisfies Resolvers;
