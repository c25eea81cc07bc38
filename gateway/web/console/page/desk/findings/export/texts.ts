import type { Language } from '../../../language.ts';

/** Columns of the exported table. */
export type Column =
  | 'rule'
  | 'name'
  | 'severity'
  | 'state'
  | 'period'
  | 'subject'
  | 'institutionCode'
  | 'institutionName'
  | 'sentence'
  | 'amount'
  | 'firstSeen'
  | 'lastSeen'
  | 'articles'
  | 'verdictReason';

/** Texts of the export of findings. */
export interface ExportTexts {
  readonly button: string;
  readonly reading: (read: number, total: number) => string;
  readonly whole: (count: number) => string;
  /** Where owners do not share something, which is said below. */
  readonly wholeWithGaps: (count: number) => string;
  readonly failed: (read: number, total: number) => string;
  readonly changed: string;
  /** Name of the file without its ending. */
  readonly file: (parts: readonly string[], hasGaps: boolean) => string;
  readonly columns: Readonly<Record<Column, string>>;
}

export const EXPORT_TEXTS: Readonly<Record<Language, ExportTexts>> = {
  en: {
    button: 'Export CSV',
    reading: (read, total) => (total === 0 ? 'Reading for the export…' : `${read} of ${total} read…`),
    whole: (count) => `All ${count} findings are in the file.`,
    wholeWithGaps: (count) =>
      `All ${count} findings are in the file; what is not shown to you is empty in it.`,
    failed: (read, total) =>
      `No file was written: after ${read} of ${total === 0 ? 'all' : total} findings the next ones could not be read.`,
    changed: 'No file was written: findings came or went while they were read. Export again.',
    file: (parts, hasGaps) => ['findings', ...parts, ...(hasGaps ? ['with-gaps'] : [])].join('-'),
    columns: {
      rule: 'Rule',
      name: 'Name',
      severity: 'Severity',
      state: 'State',
      period: 'Period',
      subject: 'Subject',
      institutionCode: 'Institution code',
      institutionName: 'Institution',
      sentence: 'What it says',
      amount: 'Amount (yuan)',
      firstSeen: 'First seen',
      lastSeen: 'Last seen',
      articles: 'Rests on',
      verdictReason: 'Reason of the verdict',
    },
  },
  zh: {
    button: '导出 CSV',
    reading: (read, total) => (total === 0 ? '正在读取导出数据…' : `已读取 ${read} 条，共 ${total} 条…`),
    whole: (count) => `已导出全部 ${count} 条疑点。`,
    wholeWithGaps: (count) => `已导出全部 ${count} 条疑点；未向您提供的数据在文件中为空。`,
    failed: (read, total) =>
      total === 0
        ? '未生成文件：无法读取疑点。'
        : `未生成文件：共 ${total} 条，读取 ${read} 条后无法继续读取。`,
    changed: '未生成文件：读取期间疑点有增减，请重新导出。',
    file: (parts, hasGaps) => ['疑点', ...parts, ...(hasGaps ? ['有缺项'] : [])].join('-'),
    columns: {
      rule: '规则',
      name: '规则名称',
      severity: '等级',
      state: '状态',
      period: '期间',
      subject: '对象',
      institutionCode: '机构代码',
      institutionName: '机构名称',
      sentence: '说明',
      amount: '涉及金额（元）',
      firstSeen: '首次发现',
      lastSeen: '最近发现',
      articles: '依据',
      verdictReason: '核查理由',
    },
  },
};
