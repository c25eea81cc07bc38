import type { Resolvers } from '../generated.ts';
import { dayOf } from '../../kit/graph/context.ts';
import { person } from '../../kit/graph/references.ts';

/** Resolvers of the pay grades. */
export const payGradeResolvers = {
  Person: {
    payGrades: ({ pid }, args, context) =>
      context.loaders.payGrades.load(pid, { asOf: dayOf(args, context) }),
  },
  PayGrade: { person },
} satisfies Resolvers;
