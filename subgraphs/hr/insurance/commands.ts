import { periodColumns, personColumn } from '../../kit/import/columns.ts';
import { importTable, type ImportTable } from '../../kit/import/table.ts';
import { Insurance } from './entities.ts';

const insurance = importTable<Insurance>({
  name: 'insurance',
  en: 'Social insurance',
  zh: '社会保险参保',
  entity: Insurance,
  key: ['pid', 'scheme', 'payerName', 'validFrom'],
  succession: ['pid', 'scheme', 'payerName'],
  columns: [
    personColumn,
    { property: 'scheme', en: 'scheme', zh: '险种', type: { enum: 'InsuranceScheme' }, required: true },
    {
      property: 'payerName',
      en: 'payer name',
      zh: '参保单位名称',
      headers: ['参保单位', '缴费单位'],
      type: 'text',
      required: true,
    },
    { property: 'payerCode', en: 'payer code', zh: '参保单位代码', headers: ['缴费单位代码'], type: 'text' },
    {
      property: 'payerKind',
      en: 'payer kind',
      zh: '参保单位类型',
      headers: ['单位类型'],
      type: { enum: 'InsurancePayerKind' },
      required: true,
    },
    ...periodColumns,
  ],
});

/** What files can be imported about social insurance. */
export const insuranceTables: readonly ImportTable[] = [insurance];
