import type { Resolvers } from '../generated.ts';
import { ofDay, orToday } from '../../kit/graph/context.ts';
import { batch } from '../../kit/graph/fields.ts';
import { loaded } from '../context.ts';
import { person } from '../people/person.ts';

/** Resolvers of social insurance. */
export const insuranceResolvers = {
  Institution: {
    insuredNames: batch(['code'], async (institutions, args, context) => {
      const codes = institutions.map(({ code }) => code);
      const names = await context.loaders.insuredNames.loadMany(codes, orToday(args, context));
      return names.map((rows) => rows.map(({ payerName }) => payerName));
    }),
  },
  Person: {
    insurance: loaded('insurance', 'pid', ofDay),
  },
  Insurance: { person },
} satisfies Resolvers;
