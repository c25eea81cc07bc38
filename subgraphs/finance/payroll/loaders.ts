import type { Fen } from '../../../schema/money.ts';
import { atLeast, atMost, equals, oneOf } from '../../kit/database/filter.ts';
import { countByKey, manyByKey, summaryByKey } from '../../kit/database/loaders.ts';
import { pageByKey, pageOfAll } from '../../kit/database/pages.ts';
import type { PayBasis, PaymentKind } from '../generated.ts';
import { AgencyPayment, Payment } from './entities.ts';

const month = equals(Payment, 'month');
const kind = equals(Payment, 'kind');
const months = { from: atLeast(Payment, 'month'), to: atMost(Payment, 'month') };
const ofKinds = { ...months, kinds: oneOf<Payment, PaymentKind>(Payment, 'kind') };
const newestFirst = { order: ['month', 'id'], descending: true } as const;
const regular = "filter (where kind = 'REGULAR')";

/** What was paid on one basis and in one currency, added up in SQL. */
export interface PayrollFigures {
  readonly basis: PayBasis;
  readonly currency: string;
  readonly headcount: number;
  readonly gross: Fen;
}

/** What a person was paid for a month, added up in SQL. */
export interface MonthPayFigures {
  readonly month: string;
  readonly gross: Fen;
  readonly payers: number;
}

/** What an institution paid to a person for a month. */
export interface InstitutionPayFigures {
  readonly month: string;
  readonly institutionCode: string;
  readonly gross: Fen;
}

/** What an institution paid to agencies for a month, added up in SQL. */
export interface MonthAmountFigures {
  readonly month: string;
  readonly amount: Fen;
}

const agencyMonths = { from: atLeast(AgencyPayment, 'month'), to: atMost(AgencyPayment, 'month') };

export const payrollLoaders = {
  paymentsOfPerson: pageByKey(Payment, { key: 'pid', filters: { ...months, kind }, ...newestFirst }),
  paidMonths: countByKey(Payment, { key: 'pid', filters: months, of: `count(distinct month) ${regular}` }),
  payerCount: countByKey(Payment, {
    key: 'pid',
    filters: { month },
    of: `count(distinct institution_code) ${regular}`,
  }),
  payersOfPerson: manyByKey(Payment, { key: 'pid', filters: { month, kind }, order: ['institutionCode'] }),
  payByMonth: summaryByKey<MonthPayFigures>()(Payment, {
    key: 'pid',
    filters: ofKinds,
    groupBy: ['month'],
    select: { gross: 'sum(gross_fen)', payers: 'count(distinct institution_code)::int' },
  }),
  payByInstitution: summaryByKey<InstitutionPayFigures>()(Payment, {
    key: 'pid',
    filters: ofKinds,
    groupBy: ['month', 'institutionCode'],
    select: { gross: 'sum(gross_fen)' },
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
    filters: agencyMonths,
    order: ['month', 'agency'],
  }),
  agencyByMonth: summaryByKey<MonthAmountFigures>()(AgencyPayment, {
    key: 'institutionCode',
    filters: agencyMonths,
    groupBy: ['month'],
    select: { amount: 'sum(amount_fen)' },
  }),
};

/** Pages of the payments of a month; by person, so that the unique index on person and month gives the order. */
export const paymentPage = pageOfAll(Payment, { filters: { month, kind }, order: ['pid', 'id'] });
