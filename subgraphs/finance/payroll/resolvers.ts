import type { Resolvers } from '../generated.ts';
import { connection } from '../../kit/graph/connection.ts';
import { institution, person } from '../../kit/graph/references.ts';
import type { Payment } from './entities.ts';
import { paymentPage } from './loaders.ts';

/** Resolvers of the payroll. */
export const payrollResolvers = {
  Query: {
    payments: (_, args, { db }) => paymentPage(db, args),
  },
  Institution: {
    payroll: ({ code }, args, { loaders }) => loaders.payroll.load(code, args),
    paidHeadcount: ({ code }, args, { loaders }) => loaders.paidHeadcount.load(code, args),
    payments: ({ code }, args, { loaders }) => loaders.paymentsOfInstitution.load(code, args),
    agencyPayments: ({ code }, args, { loaders }) => loaders.agencyPayments.load(code, args),
  },
  Person: {
    __resolveReference: ({ pid }) => ({ pid }),
    payments: ({ pid }, args, { loaders }) => loaders.paymentsOfPerson.load(pid, args),
    paidMonths: ({ pid }, args, { loaders }) => loaders.paidMonths.load(pid, args),
    payerCount: ({ pid }, args, { loaders }) => loaders.payerCount.load(pid, args),
  },
  Payment: { person, institution },
  PaymentConnection: connection<Payment>(),
  AgencyPayment: { institution },
} satisfies Resolvers;
