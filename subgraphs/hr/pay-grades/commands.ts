import { periodColumns, personColumn } from '../../kit/import/columns.ts';
import { importTable, type ImportTable } from '../../kit/import/table.ts';
import { PayGrade } from './entities.ts';

const payGrades = importTable<PayGrade>({
  name: 'pay-grades',
  en: 'Pay grades',
  zh: '工资级别档次',
  entity: PayGrade,
  key: ['pid', 'validFrom'],
  succession: ['pid'],
  columns: [
    personColumn,
    { property: 'grade', en: 'grade', zh: '工资级别', headers: ['级别'], type: 'text', required: true },
    { property: 'step', en: 'step', zh: '工资档次', headers: ['档次'], type: 'integer', required: true },
    {
      property: 'monthly',
      en: 'monthly pay',
      zh: '月工资标准',
      headers: ['月工资', '工资标准'],
      type: 'money',
      required: true,
    },
    { property: 'reason', en: 'reason', zh: '变动原因', headers: ['工资变动原因'], type: 'text' },
    ...periodColumns,
  ],
});

/** What files can be imported about pay grades. */
export const payGradeTables: readonly ImportTable[] = [payGrades];
