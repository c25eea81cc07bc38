import { commandsOf } from '../../kit/commands/commands.ts';
import { personColumn, sourceColumn } from '../../kit/import/columns.ts';
import { importTable, type ImportTable } from '../../kit/import/table.ts';
import { PensionPayment } from './entities.ts';

const commands = commandsOf('hr');

const pensionPayments = importTable<PensionPayment>({
  name: 'pension-payments',
  en: 'Pension payments',
  zh: '养老金发放',
  entity: PensionPayment,
  key: ['pid', 'month', 'scheme'],
  columns: [
    personColumn,
    { property: 'month', en: 'month', zh: '月份', headers: ['发放月份'], type: 'month', required: true },
    {
      property: 'scheme',
      en: 'scheme',
      zh: '养老保险制度',
      headers: ['养老金类别'],
      type: { enum: 'PensionScheme' },
      required: true,
    },
    {
      property: 'amount',
      en: 'amount',
      zh: '金额',
      headers: ['发放金额', '养老金金额'],
      type: 'money',
      required: true,
    },
    sourceColumn,
  ],
});

/** What files can be imported about pensions. */
export const pensionTables: readonly ImportTable[] = [pensionPayments];

/** Registers a pension paid for a month. */
export const recordPensionPayment = commands.record<PensionPayment>('recordPensionPayment', pensionPayments);
