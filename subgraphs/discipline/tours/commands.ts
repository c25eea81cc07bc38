import { institutionColumn, sourceColumn } from '../../kit/import/columns.ts';
import { importTable, type ImportTable } from '../../kit/import/table.ts';
import { Tour, TourFinding, TourUnit } from './entities.ts';

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
  subject: 'code',
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
  subject: 'institutionCode',
  columns: [tourColumn, institutionColumn, sourceColumn],
});

const tourFindings = importTable<TourFinding>({
  name: 'tour-findings',
  en: 'Findings of tours',
  zh: '巡察发现问题',
  entity: TourFinding,
  key: ['tourCode', 'institutionCode', 'ordinal'],
  subject: 'institutionCode',
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
