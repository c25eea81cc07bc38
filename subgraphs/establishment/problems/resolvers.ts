import type { Resolvers } from '../generated.ts';
import { connection } from '../../kit/graph/connection.ts';
import { batch, reading, root } from '../../kit/graph/fields.ts';
import { isRowNumber } from '../../kit/sharing/given.ts';
import { institution, institutionsOf } from '../as-of.ts';
import { loaded, type EstablishmentContext } from '../context.ts';
import { closeProblem, openProblem } from './commands.ts';
import type { Problem } from './entities.ts';
import { problemPage } from './loaders.ts';

interface Day {
  readonly asOf?: string | null;
}

/** Resolvers of problems. */
export const problemResolvers = {
  Query: {
    problems: root((args, { db }, asked) => problemPage(db, args, asked)),
    problem: root(async ({ id }, { loaders }, asked) =>
      isRowNumber(id) ? loaders.problem.load(id, {}, asked) : null,
    ),
  },
  Mutation: { openProblem: root(openProblem), closeProblem: root(closeProblem) },
  Institution: { problems: loaded('problems', 'code') },
  Problem: {
    institution,
    owner: batch(['ownerCode'], (problems: readonly Problem[], _: unknown, context, asked) =>
      institutionsOf(
        problems.map(({ ownerCode: code }) => ({ code })),
        context,
        asked,
      ),
    ),
    person: reading(['subjectKind', 'subject'], ({ subjectKind, subject }: Problem) =>
      subjectKind === 'PERSON' ? { pid: subject } : null,
    ),
    recurredOn: batch(
      ['id'],
      (problems: readonly Problem[], args: Day, { loaders, today }: EstablishmentContext) =>
        loaders.recurredOn.loadMany(
          problems.map(({ id }) => id),
          { asOf: args.asOf ?? today },
        ),
    ),
  },
  ProblemConnection: connection<Problem>(),
} satisfies Resolvers;
