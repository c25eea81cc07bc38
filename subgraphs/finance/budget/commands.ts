import { commandsOf } from '../../kit/commands/commands.ts';
import { institutionColumn, sourceColumn } from '../../kit/import/columns.ts';
import { importTable, type ImportTable } from '../../kit/import/table.ts';
import { BudgetHeadcount, OperatingSpend } from './entities.ts';

const commands = commandsOf('finance');

const budgetHeadcounts = importTable<BudgetHeadcount>({
  name: 'budget-headcounts',
  en: 'Headcounts of the budget',
  zh: '预算人数',
  entity: BudgetHeadcount,
  key: ['institutionCode', 'category', 'year'],
  columns: [
    institutionColumn,
    {
      property: 'institutionName',
      en: 'institution name',
      zh: '预算单位名称',
      headers: ['预算单位', '单位名称', '机构名称'],
      type: 'text',
      required: true,
    },
    {
      property: 'category',
      en: 'category',
      zh: '编制类别',
      type: { enum: 'QuotaCategory' },
      required: true,
      default: 'UNCLASSIFIED',
    },
    {
      property: 'year',
      en: 'year',
      zh: '预算年度',
      headers: ['年度', '年份'],
      type: 'integer',
      required: true,
    },
    {
      property: 'headcount',
      en: 'headcount',
      zh: '预算人数',
      headers: ['人数'],
      type: 'integer',
      required: true,
    },
    { property: 'funding', en: 'funding', zh: '经费形式', type: { enum: 'Funding' } },
    {
      property: 'amount',
      en: 'amount',
      zh: '人员经费',
      headers: ['金额', '预算金额'],
      type: 'money',
      required: true,
    },
    sourceColumn,
  ],
});

const operatingSpend = importTable<OperatingSpend>({
  name: 'operating-spend',
  en: 'Operating spend',
  zh: '公用经费支出',
  entity: OperatingSpend,
  key: ['institutionCode', 'month'],
  columns: [
    institutionColumn,
    { property: 'month', en: 'month', zh: '月份', headers: ['支出月份'], type: 'month', required: true },
    { property: 'amount', en: 'amount', zh: '支出金额', headers: ['金额'], type: 'money', required: true },
    sourceColumn,
  ],
});

/** What files can be imported into the budget. */
export const budgetTables: readonly ImportTable[] = [budgetHeadcounts, operatingSpend];

/** Sets the headcount of a budget. */
export const setBudgetHeadcount = commands.set<BudgetHeadcount>('setBudgetHeadcount', budgetHeadcounts);

/** Registers what was spent to operate. */
export const recordOperatingSpend = commands.record<OperatingSpend>('recordOperatingSpend', operatingSpend);
