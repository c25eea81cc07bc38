import type { PeriodFact } from '../database/fact.ts';
import type { ImportColumn } from './table.ts';

/** Columns that most tables share. */
export const sourceColumn = {
  property: 'sourceDocument',
  en: 'source document',
  zh: '来源文件',
  headers: ['批准文件', '文号', 'document'],
  type: 'text',
} as const;

/** The period during which a fact holds. */
export const periodColumns = [
  {
    property: 'validFrom',
    en: 'valid from',
    zh: '生效日期',
    headers: ['起始日期', 'since', 'from'],
    type: 'date',
    required: true,
  },
  { property: 'validTo', en: 'valid to', zh: '失效日期', headers: ['终止日期', 'until', 'to'], type: 'date' },
  sourceColumn,
] as const satisfies readonly ImportColumn<keyof PeriodFact>[];

/** Whom a fact is about. */
export const personColumn = {
  property: 'pid',
  en: 'identity number',
  zh: '公民身份号码',
  headers: ['身份证号', '身份证号码', '身份证件号码', 'id number', 'pid', '人员标识'],
  type: 'person',
  required: true,
} as const;

/** Which institution a fact is about. */
export const institutionColumn = {
  property: 'institutionCode',
  en: 'institution code',
  zh: '机构代码',
  headers: ['单位代码', '机构编码', '统一社会信用代码', 'institution'],
  type: 'institutionCode',
  required: true,
} as const;
