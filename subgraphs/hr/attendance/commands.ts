import { institutionColumn, personColumn, sourceColumn } from '../../kit/import/columns.ts';
import { importTable, type ImportTable } from '../../kit/import/table.ts';
import { Attendance } from './entities.ts';

const attendance = importTable<Attendance>({
  name: 'attendance',
  en: 'Attendance',
  zh: '考勤',
  entity: Attendance,
  key: ['pid', 'month', 'institutionCode'],
  columns: [
    personColumn,
    institutionColumn,
    { property: 'month', en: 'month', zh: '月份', headers: ['考勤月份'], type: 'month', required: true },
    {
      property: 'daysDue',
      en: 'days due',
      zh: '应出勤天数',
      headers: ['应出勤'],
      type: 'integer',
      required: true,
    },
    {
      property: 'daysPresent',
      en: 'days present',
      zh: '实际出勤天数',
      headers: ['实出勤', '出勤天数'],
      type: 'integer',
      required: true,
    },
    {
      property: 'daysLeave',
      en: 'days leave',
      zh: '请假天数',
      headers: ['休假天数'],
      type: 'integer',
      default: '0',
    },
    sourceColumn,
  ],
});

/** What files can be imported about attendance. */
export const attendanceTables: readonly ImportTable[] = [attendance];
