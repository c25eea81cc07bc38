import { commandsOf } from '../../kit/commands/commands.ts';
import { institutionColumn, periodColumns } from '../../kit/import/columns.ts';
import { importTable, type ImportTable } from '../../kit/import/table.ts';
import { StaffingPlan } from './entities.ts';

const commands = commandsOf('establishment');

const staffingPlans = importTable<StaffingPlan>({
  name: 'staffing-plans',
  en: 'Plans for the use of posts',
  zh: '用编计划',
  entity: StaffingPlan,
  key: ['number'],
  columns: [
    { property: 'number', en: 'number', zh: '计划编号', headers: ['计划文号'], type: 'text', required: true },
    institutionColumn,
    { property: 'category', en: 'category', zh: '编制类别', type: { enum: 'QuotaCategory' }, required: true },
    {
      property: 'way',
      en: 'way',
      zh: '进入方式',
      headers: ['way of entry'],
      type: { enum: 'EntryWay' },
      required: true,
    },
    { property: 'posts', en: 'posts', zh: '计划数', headers: ['用编数'], type: 'integer', required: true },
    ...periodColumns,
  ],
});

/** What files can be imported about plans. */
export const planTables: readonly ImportTable[] = [staffingPlans];

/** Registers a plan for the use of posts. */
export const recordStaffingPlan = commands.record<StaffingPlan>('recordStaffingPlan', staffingPlans);
