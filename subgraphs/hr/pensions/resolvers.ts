import type { Resolvers } from '../generated.ts';
import { connection } from '../../kit/graph/connection.ts';
import { batch, root } from '../../kit/graph/fields.ts';
import { loaded } from '../context.ts';
import { person } from '../people/person.ts';
import { recordPensionPayment } from './commands.ts';
import type { PensionPayment } from './entities.ts';

/** Resolvers of pensions. */
export const pensionResolvers = {
  Mutation: {
    recordPensionPayment: root(recordPensionPayment),
  },
  Person: {
    pensionPayments: loaded('pensionPayments', 'pid'),
    pensionMonths: batch(['pid'], async (persons, months, { loaders }) => {
      const pids = persons.map(({ pid }) => pid);
      return (await loaders.pensionMonths.loadMany(pids, months)).map((rows) =>
        rows.map(({ month }) => month),
      );
    }),
  },
  PensionPayment: { person },
  PensionPaymentConnection: connection<PensionPayment>(),
} satisfies Resolvers;
