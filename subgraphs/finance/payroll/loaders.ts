import type { Fen } from '../../kit/database/fen.ts';
import { atLeast, atMost, equals } from '../../kit/database/filter.ts';
import { countByKey, manyByKey, summaryByKey } from '../../kit/database/loaders.ts';
import { pageByKey, pageOfAll } from '../../kit/database/pages.ts';
import type { PayBasis } from '../generated.ts';
import { AgencyPayment, Payment } from './entities.ts';

const month = equals(Payment, 'month');
const kind = equals(Payment, 'kind');
const months = { from: atLeast(Payment, 'month'), to: atMost(Payment, 'month') };
const newestFirst = { order: ['month', 'id'], descending: true } as const;
const regular = "filter (where kind = 'REGULAR')";

/** What was paid on one basis and in one currency, added up in SQL. */
export interface PayrollFigures {
  readonly basis: PayBasis;
  readonly currency: string;
  readonly headcount: number;
  readonly gross: Fen;
}

export const payrollLoaders = {
  paymentsOfPerson: pageByKey(Payment, { key: 'pid', filters: { ...months, kind }, ...newestFirst }),
  paidMonths: countByKey(Payment, { key: 'pid', filters: months, of: `count(distinct month) ${regular}` }),
  payerCount: countByKey(Payment, {
    key: 'pid',
    filters: { month },
    of: `count(distinct institution_code) ${regular}`,
  }),
  paymentsOfInstitution: pageByKey(Payment, { key: 'institutionCode', filters: { month }, ...newestFirst }),
  payroll: summaryByKey<PayrollFigures>()(Payment, {
    key: 'institutionCode',
    filters: { month },
    groupBy: ['basis', 'currency'],
    select: { headcount: 'count(distinct pid)::int', gross: 'sum(gross_fen)' },
  }),
  paidHeadcount: countByKey(Payment, {
    key: 'institutionCode',
    filters: { month },
    of: `count(distinct pid) ${regular}`,
  }),
  agencyPayments: manyByKey(AgencyPayment, {
    key: 'institutionCode',
    filters: { from: atLeast(AgencyPayment, 'month'), to: atMost(AgencyPayment, 'month') },
    order: ['month', 'agency'],
  }),
};

/** Pages of the payments of a month; by person, so that the unique index on person and month gives the order. */
export const paymentPage = pageOfAll(Payment, { filters: { month, kind }, order: ['pid', 'id'] });
