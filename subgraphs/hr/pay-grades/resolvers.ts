import type { Resolvers } from '../generated.ts';
import { ofDay } from '../../kit/graph/context.ts';
import { loaded } from '../context.ts';
import { person } from '../people/person.ts';

/** Resolvers of the pay grades. */
export const payGradeResolvers = {
  Person: {
    payGrades: loaded('payGrades', 'pid', ofDay),
  },
  PayGrade: { person },
} satisfies Resolvers;
