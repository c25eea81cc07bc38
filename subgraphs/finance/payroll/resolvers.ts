import type { PaymentKind, Resolvers } from '../generated.ts';
import { connection } from '../../kit/graph/connection.ts';
import { batch, root } from '../../kit/graph/fields.ts';
import { institution, person, personStub } from '../../kit/graph/references.ts';
import { loaded } from '../context.ts';
import { recordPayments, recordAgencyPayment } from './commands.ts';
import type { Payment } from './entities.ts';
import { paymentPage } from './loaders.ts';

const CODE = new Set(['institutionCode']);

interface Kinds {
  readonly from?: string | null;
  readonly to?: string | null;
  readonly kinds?: readonly PaymentKind[] | null;
}

const orRegular = ({ kinds, ...months }: Kinds) => ({ ...months, kinds: kinds ?? (['REGULAR'] as const) });

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
    agencyByMonth: loaded('agencyByMonth', 'code'),
  },
  Person: {
    __resolveReference: personStub,
    payments: loaded('paymentsOfPerson', 'pid'),
    paidMonths: loaded('paidMonths', 'pid'),
    payerCount: loaded('payerCount', 'pid'),
    payers: batch(['pid'], async (persons, { month }, { loaders }) => {
      const pids = persons.map(({ pid }) => pid);
      const payments = await loaders.payersOfPerson.loadMany(pids, { month, kind: 'REGULAR' }, CODE);
      return payments.map((rows) => rows.map(({ institutionCode: code }) => ({ code })));
    }),
    payByMonth: loaded('payByMonth', 'pid', orRegular),
    payByInstitution: loaded('payByInstitution', 'pid', orRegular),
  },
  InstitutionPay: { institution },
  Payment: { person, institution },
  PaymentConnection: connection<Payment>(),
  AgencyPayment: { institution },
} satisfies Resolvers;
