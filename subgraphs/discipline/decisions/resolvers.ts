import type { Resolvers } from '../generated.ts';
import { connection } from '../../kit/graph/connection.ts';
import { batch, reading, root } from '../../kit/graph/fields.ts';
import { institution, institutionStub, person, personStub } from '../../kit/graph/references.ts';
import { loaded } from '../context.ts';
import { recordDecision, liftDecision } from './commands.ts';
import { influenceEndsOn } from './domain.ts';
import type { Decision } from './entities.ts';
import { decisionPage } from './loaders.ts';

/** Resolvers of the decisions. */
export const decisionResolvers = {
  Query: {
    decisions: root((args, { db }, asked) => decisionPage(db, args, asked)),
  },
  Mutation: {
    recordDecision: root(recordDecision),
    liftDecision: root(liftDecision),
  },
  Institution: {
    __resolveReference: institutionStub,
    decisions: loaded('decisionsOfInstitution', 'code'),
  },
  Person: {
    __resolveReference: personStub,
    decisions: loaded('decisionsOfPerson', 'pid'),
    dismissedOn: batch(['pid'], async (persons, _, { loaders }) => {
      const pids = persons.map(({ pid }) => pid);
      return (await loaders.dismissals.loadMany(pids, {})).map(([dismissal]) => dismissal?.first ?? null);
    }),
    inInfluencePeriod: batch(['pid'], async (persons, args, { loaders }) => {
      const pids = persons.map(({ pid }) => pid);
      return (await loaders.influences.loadMany(pids, args)).map((decisions) => decisions > 0);
    }),
  },
  Decision: {
    person,
    institution,
    influenceEndsOn: reading(
      ['measure', 'effectiveOn', 'influenceEndsOn'],
      (decision) => decision.influenceEndsOn ?? influenceEndsOn(decision.measure, decision.effectiveOn),
    ),
  },
  DecisionConnection: connection<Decision>(),
} satisfies Resolvers;
