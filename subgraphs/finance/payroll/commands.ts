import { commandsOf } from '../../kit/commands/commands.ts';
import { institutionColumn, personColumn, sourceColumn } from '../../kit/import/columns.ts';
import { importTable, type ImportTable } from '../../kit/import/table.ts';
import { AgencyPayment, Payment } from './entities.ts';

const commands = commandsOf('finance');

const positiveRecovery = (staging: string): string =>
  `select row_number, round(gross_fen / 100.0, 2) as value from ${staging} where kind = 'RECOVERY' and gross_fen > 0`;

const payments = importTable<Payment>({
  name: 'payments',
  en: 'Payments',
  zh: '工资发放',
  entity: Payment,
  key: ['pid', 'month', 'institutionCode', 'kind'],
  columns: [
    personColumn,
    institutionColumn,
    {
      property: 'month',
      en: 'month',
      zh: '月份',
      headers: ['发放月份', '工资月份'],
      type: 'month',
      required: true,
    },
    { property: 'kind', en: 'kind', zh: '发放类别', type: { enum: 'PaymentKind' }, default: 'REGULAR' },
    { property: 'basis', en: 'basis', zh: '计薪方式', type: { enum: 'PayBasis' }, default: 'MONTHLY' },
    { property: 'currency', en: 'currency', zh: '币种', type: 'text', default: 'CNY' },
    {
      property: 'gross',
      en: 'gross',
      zh: '应发金额',
      headers: ['应发合计', '应发工资', '金额'],
      type: 'money',
      required: true,
    },
    sourceColumn,
  ],
  verifications: [{ code: 'PAYMENT_RECOVERY_POSITIVE', property: 'gross', sql: positiveRecovery }],
});

const agencyPayments = importTable<AgencyPayment>({
  name: 'agency-payments',
  en: 'Agency payments',
  zh: '劳务派遣费用',
  entity: AgencyPayment,
  key: ['institutionCode', 'month', 'agency'],
  columns: [
    institutionColumn,
    { property: 'month', en: 'month', zh: '月份', headers: ['费用月份'], type: 'month', required: true },
    {
      property: 'agency',
      en: 'agency',
      zh: '派遣单位',
      headers: ['劳务派遣公司', '派遣公司'],
      type: 'text',
      required: true,
    },
    { property: 'headcount', en: 'headcount', zh: '派遣人数', headers: ['人数'], type: 'integer' },
    { property: 'amount', en: 'amount', zh: '金额', headers: ['费用金额'], type: 'money', required: true },
    sourceColumn,
  ],
});

/** What files can be imported into the payroll. */
export const payrollTables: readonly ImportTable[] = [payments, agencyPayments];

/** Registers a payroll run, all of it or nothing. */
export const recordPayments = commands.recordEach<Payment>('recordPayments', payments, 'payments');

/** Registers what was paid to an agency. */
export const recordAgencyPayment = commands.record<AgencyPayment>('recordAgencyPayment', agencyPayments);
