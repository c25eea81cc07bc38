/** What resolvers hand on for each GraphQL type of finance. */
import type { InstitutionReference, PersonReference } from '../kit/graph/context.ts';
import type {
  InstitutionPayFigures,
  MonthAmountFigures,
  MonthPayFigures,
  PayrollFigures,
} from './payroll/loaders.ts';

export type Institution = InstitutionReference;
export type Person = PersonReference;
export type PayrollTotal = PayrollFigures;
export type MonthPay = MonthPayFigures;
export type InstitutionPay = InstitutionPayFigures;
export type MonthAmount = MonthAmountFigures;
export type { BudgetHeadcount, OperatingSpend } from './budget/entities.ts';
export type { AgencyPayment, Payment } from './payroll/entities.ts';
export type { AuditFinding } from './audit/entities.ts';
