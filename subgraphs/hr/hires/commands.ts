import { commandsOf } from '../../kit/commands/commands.ts';
import { institutionColumn, personColumn, sourceColumn } from '../../kit/import/columns.ts';
import { importTable, type ImportTable } from '../../kit/import/table.ts';
import { Hire } from './entities.ts';

const commands = commandsOf('hr');

const hires = importTable<Hire>({
  name: 'hires',
  en: 'Hires',
  zh: '招录聘用',
  entity: Hire,
  key: ['pid', 'institutionCode', 'hiredOn'],
  columns: [
    personColumn,
    institutionColumn,
    {
      property: 'way',
      en: 'way of entry',
      zh: '进入方式',
      headers: ['录用方式'],
      type: { enum: 'EntryWay' },
      required: true,
    },
    { property: 'category', en: 'category', zh: '编制类别', type: { enum: 'QuotaCategory' } },
    {
      property: 'approvalNumber',
      en: 'approval number',
      zh: '核准文号',
      headers: ['核准使用编制通知单号'],
      type: 'text',
    },
    { property: 'planNumber', en: 'plan number', zh: '用编计划文号', headers: ['用编计划'], type: 'text' },
    {
      property: 'hiredOn',
      en: 'hired on',
      zh: '录用日期',
      headers: ['聘用日期', '录用时间'],
      type: 'date',
      required: true,
    },
    sourceColumn,
  ],
});

/** What files can be imported about hires. */
export const hireTables: readonly ImportTable[] = [hires];

/** Registers a hire. */
export const recordHire = commands.record<Hire>('recordHire', hires);
