import type { Resolvers } from '../generated.ts';
import { ofDay } from '../../kit/graph/context.ts';
import { loaded } from '../context.ts';
import { person } from '../people/person.ts';

/** Resolvers of social insurance. */
export const insuranceResolvers = {
  Person: {
    insurance: loaded('insurance', 'pid', ofDay),
  },
  Insurance: { person },
} satisfies Resolvers;
