import { commandsOf } from '../../kit/commands/commands.ts';
import { institutionColumn, personColumn, sourceColumn } from '../../kit/import/columns.ts';
import { importTable, type ImportTable } from '../../kit/import/table.ts';
import { SelectionCheck, Training } from './entities.ts';

const commands = commandsOf('organization');

const selectionChecks = importTable<SelectionCheck>({
  name: 'selection-checks',
  en: 'Checks of selection and appointment',
  zh: '选人用人检查',
  entity: SelectionCheck,
  key: ['institutionCode', 'checkedOn', 'subject'],
  columns: [
    institutionColumn,
    {
      property: 'pid',
      en: 'identity number',
      zh: '公民身份号码',
      headers: personColumn.headers,
      type: 'person',
    },
    { property: 'checkedOn', en: 'checked on', zh: '检查日期', type: 'date', required: true },
    { property: 'subject', en: 'subject', zh: '检查事项', headers: ['事项'], type: 'text', required: true },
    {
      property: 'result',
      en: 'result',
      zh: '检查结果',
      headers: ['结果'],
      type: { enum: 'SelectionResult' },
      required: true,
    },
    { property: 'note', en: 'note', zh: '备注', headers: ['说明'], type: 'text' },
    sourceColumn,
  ],
});

const trainings = importTable<Training>({
  name: 'trainings',
  en: 'Trainings',
  zh: '培训',
  entity: Training,
  key: ['pid', 'course', 'startedOn'],
  columns: [
    personColumn,
    {
      property: 'course',
      en: 'course',
      zh: '培训班名称',
      headers: ['培训班', '班次', '课程'],
      type: 'text',
      required: true,
    },
    {
      property: 'startedOn',
      en: 'started on',
      zh: '开始日期',
      headers: ['开班日期'],
      type: 'date',
      required: true,
    },
    { property: 'endedOn', en: 'ended on', zh: '结束日期', headers: ['结业日期'], type: 'date' },
    { property: 'hours', en: 'hours', zh: '学时', type: 'integer', required: true },
    sourceColumn,
  ],
});

/** What files can be imported into selection. */
export const selectionTables: readonly ImportTable[] = [selectionChecks, trainings];

/** Registers a check of selection and appointment. */
export const recordSelectionCheck = commands.record<SelectionCheck>('recordSelectionCheck', selectionChecks);
