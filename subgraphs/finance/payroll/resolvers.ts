import type { Resolvers } from '../generated.ts';
import { connection } from '../../kit/graph/connection.ts';
import { root } from '../../kit/graph/fields.ts';
import { institution, person, personStub } from '../../kit/graph/references.ts';
import { loaded } from '../context.ts';
import { recordPayments, recordAgencyPayment } from './commands.ts';
import type { Payment } from './entities.ts';
import { paymentPage } from './loaders.ts';

/** Resolvers of the payroll. */
export const payrollResolvers = {
  Query: {
    payments: root((args, { db }, asked) => paymentPage(db, args, asked)),
  },
  Mutation: {
    recordPayments: root(recordPayments),
    recordAgencyPayment: root(recordAgencyPayment),
  },
  Institution: {
    payroll: loaded('payroll', 'code'),
    paidHeadcount: loaded('paidHeadcount', 'code'),
    payments: loaded('paymentsOfInstitution', 'code'),
    agencyPayments: loaded('agencyPayments', 'code'),
  },
  Person: {
    __resolveReference: personStub,
    payments: loaded('paymentsOfPerson', 'pid'),
    paidMonths: loaded('paidMonths', 'pid'),
    payerCount: loaded('payerCount', 'pid'),
  },
  Payment: { person, institution },
  PaymentConnection: connection<Payment>(),
  AgencyPayment: { institution },
} satisfies Resolvers;
