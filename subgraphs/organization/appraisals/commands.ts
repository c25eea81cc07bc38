import { commandsOf } from '../../kit/commands/commands.ts';
import { institutionColumn, personColumn, sourceColumn } from '../../kit/import/columns.ts';
import { importTable, type ImportTable } from '../../kit/import/table.ts';
import { Appraisal, MeritPoint } from './entities.ts';

const commands = commandsOf('organization');

const appraisals = importTable<Appraisal>({
  name: 'appraisals',
  en: 'Annual appraisals',
  zh: '年度考核',
  entity: Appraisal,
  key: ['pid', 'year'],
  columns: [
    personColumn,
    institutionColumn,
    {
      property: 'year',
      en: 'year',
      zh: '年度',
      headers: ['考核年度', '年份'],
      type: 'integer',
      required: true,
    },
    {
      property: 'result',
      en: 'result',
      zh: '考核等次',
      headers: ['考核结果'],
      type: { enum: 'AppraisalResult' },
      required: true,
    },
    sourceColumn,
  ],
});

const meritPoints = importTable<MeritPoint>({
  name: 'merit-points',
  en: 'Merit points',
  zh: '积分',
  entity: MeritPoint,
  key: ['pid', 'awardedOn', 'reason'],
  columns: [
    personColumn,
    institutionColumn,
    {
      property: 'awardedOn',
      en: 'awarded on',
      zh: '日期',
      headers: ['积分日期', '加分日期'],
      type: 'date',
      required: true,
    },
    { property: 'points', en: 'points', zh: '积分', headers: ['分值'], type: 'decimal', required: true },
    { property: 'reason', en: 'reason', zh: '事由', headers: ['积分事由'], type: 'text', required: true },
    sourceColumn,
  ],
});

/** What files can be imported into the appraisals. */
export const appraisalTables: readonly ImportTable[] = [appraisals, meritPoints];

/** Registers an annual appraisal. */
export const recordAppraisal = commands.record<Appraisal>('recordAppraisal', appraisals);
