import type { Resolvers } from '../generated.ts';
import { dayOf } from '../../kit/graph/context.ts';
import { person } from '../../kit/graph/references.ts';

/** Resolvers of social insurance. */
export const insuranceResolvers = {
  Person: {
    insurance: ({ pid }, args, context) =>
      context.loaders.insurance.load(pid, { asOf: dayOf(args, context) }),
  },
  Insurance: { person },
} satisfies Resolvers;
