import { commandsOf } from '../../kit/commands/commands.ts';
import { institutionColumn, sourceColumn } from '../../kit/import/columns.ts';
import { importTable, type ImportTable } from '../../kit/import/table.ts';
import { Report, ReportDuty } from './entities.ts';

const commands = commandsOf('establishment');

const kindColumn = {
  property: 'kind',
  en: 'kind',
  zh: '报告类别',
  type: { enum: 'ReportKind' },
  required: true,
} as const;

const periodColumn = {
  property: 'period',
  en: 'period',
  zh: '报告期间',
  headers: ['期间'],
  type: 'text',
  required: true,
} as const;

const reportDuties = importTable<ReportDuty>({
  name: 'report-duties',
  en: 'Reports that are owed',
  zh: '应报告事项',
  entity: ReportDuty,
  key: ['institutionCode', 'kind', 'period'],
  columns: [
    institutionColumn,
    kindColumn,
    periodColumn,
    { property: 'dueOn', en: 'due on', zh: '报告期限', headers: ['截止日期'], type: 'date', required: true },
    sourceColumn,
  ],
});

const reports = importTable<Report>({
  name: 'reports',
  en: 'Reports that came',
  zh: '已收报告',
  entity: Report,
  key: ['institutionCode', 'kind', 'period', 'receivedOn'],
  columns: [
    institutionColumn,
    kindColumn,
    periodColumn,
    { property: 'receivedOn', en: 'received on', zh: '收到日期', type: 'date', required: true },
    sourceColumn,
  ],
});

/** What files can be imported about reports. */
export const reportTables: readonly ImportTable[] = [reportDuties, reports];

/** Registers a report that an institution owes. */
export const recordReportDuty = commands.record<ReportDuty>('recordReportDuty', reportDuties);

/** Registers a report that came. */
export const recordReport = commands.record<Report>('recordReport', reports);
