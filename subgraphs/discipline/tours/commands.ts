import { commandsOf } from '../../kit/commands/commands.ts';
import { rowAt, type GivenRow } from '../../kit/commands/given.ts';
import { institutionColumn, sourceColumn } from '../../kit/import/columns.ts';
import { importTable, type ImportTable } from '../../kit/import/table.ts';
import { Tour, TourFinding, TourUnit } from './entities.ts';

const commands = commandsOf('discipline');

const tourColumn = {
  property: 'tourCode',
  en: 'tour code',
  zh: '巡察代码',
  headers: ['巡察编号', 'tour'],
  type: 'text',
  required: true,
} as const;

const tours = importTable<Tour>({
  name: 'tours',
  en: 'Inspection tours',
  zh: '巡察',
  entity: Tour,
  key: ['code'],
  columns: [
    { ...tourColumn, property: 'code', en: 'code', headers: ['tour code', '巡察编号'] },
    { property: 'name', en: 'name', zh: '名称', headers: ['巡察名称', '轮次'], type: 'text', required: true },
    { property: 'year', en: 'year', zh: '年度', headers: ['年份'], type: 'integer', required: true },
    {
      property: 'startsOn',
      en: 'starts on',
      zh: '开始日期',
      headers: ['进驻日期'],
      type: 'date',
      required: true,
    },
    {
      property: 'endsOn',
      en: 'ends on',
      zh: '结束日期',
      headers: ['撤点日期'],
      type: 'date',
      required: true,
    },
    sourceColumn,
  ],
});

const tourUnits = importTable<TourUnit>({
  name: 'tour-units',
  en: 'Institutions that tours visit',
  zh: '被巡察单位',
  entity: TourUnit,
  key: ['tourCode', 'institutionCode'],
  columns: [tourColumn, institutionColumn, sourceColumn],
});

const tourFindings = importTable<TourFinding>({
  name: 'tour-findings',
  en: 'Findings of tours',
  zh: '巡察发现问题',
  entity: TourFinding,
  key: ['tourCode', 'institutionCode', 'ordinal'],
  columns: [
    tourColumn,
    institutionColumn,
    {
      property: 'ordinal',
      en: 'ordinal',
      zh: '序号',
      headers: ['问题序号'],
      type: 'integer',
      required: true,
    },
    { property: 'category', en: 'category', zh: '问题类别', headers: ['类别'], type: 'text', required: true },
    {
      property: 'text',
      en: 'text',
      zh: '问题内容',
      headers: ['问题描述', '问题'],
      type: 'text',
      required: true,
    },
    {
      property: 'foundOn',
      en: 'found on',
      zh: '发现日期',
      headers: ['反馈日期'],
      type: 'date',
      required: true,
    },
    { property: 'dueOn', en: 'due on', zh: '整改期限', headers: ['整改时限'], type: 'date' },
    { property: 'rectifiedOn', en: 'rectified on', zh: '整改完成日期', headers: ['整改日期'], type: 'date' },
    sourceColumn,
  ],
});

/** What files can be imported into the tours. */
export const tourTables: readonly ImportTable[] = [tours, tourUnits, tourFindings];

interface TourInput {
  readonly code: string;
  readonly institutionCodes: readonly string[];
  readonly sourceDocument?: string | null;
}

/** The institutions of a tour; what is wrong with the tour's code or document is told at their own places. */
const visited = ({ code, institutionCodes, sourceDocument }: TourInput): GivenRow[] =>
  institutionCodes.map((institutionCode, index) => ({
    fields: { tourCode: code, institutionCode, sourceDocument },
    pathOf: (field = 'institutionCode') => {
      if (field === 'institutionCode') return ['input', 'institutionCodes', index];
      return ['input', field === 'tourCode' ? 'code' : field];
    },
  }));

/** Registers a tour with the institutions that it visits. */
export const registerTour = commands.recordTogether<Tour, TourInput>(
  'registerTour',
  { table: tours, rows: (tour) => [rowAt({ ...tour, institutionCodes: undefined }, ['input'])] },
  { table: tourUnits, rows: visited },
);

/** Registers a finding of a tour. */
export const recordTourFinding = commands.record<TourFinding>('recordTourFinding', tourFindings);

/** Closes a finding of a tour. */
export const rectifyTourFinding = commands.amend<TourFinding>('rectifyTourFinding', tourFindings, 'foundOn');
