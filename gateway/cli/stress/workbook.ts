import exceljs from 'exceljs';
import type { RuleScore } from '../../oversight/stress/score.ts';
import type { StressResult } from '../../oversight/stress/stress.ts';

const RULE_COLUMNS = [
  'Rule · 规则',
  'Planted · 植入',
  'Found · 查出',
  'Recall · 查全率',
  'Near misses · 近似情形',
  'Near misses that fired · 误报',
  'Not planted · 未植入而查出',
  'Precision · 查准率',
  'Before planting · 原有',
] as const;

const CASE_COLUMNS = [
  'Rule · 规则',
  'Subject · 对象',
  'Result · 结果',
  'Variant · 情形',
  'Explanation · 说明（英文）',
  'Explanation · 说明（中文）',
  'Did not answer · 未应答部门',
] as const;

const ruleRow = (score: RuleScore) => [
  score.rule,
  score.planted,
  score.found,
  score.recall ?? '',
  score.nearMisses,
  score.fired.length,
  score.others.length,
  score.precision ?? '',
  score.own,
];

const caseRows = ({ rule, missed, fired, others, gone }: RuleScore): string[][] => [
  ...missed.map(({ subject, variant, explanation, owners }) => [
    rule,
    subject,
    'missed · 未查出',
    variant,
    explanation.en,
    explanation.zh,
    owners.join(', '),
  ]),
  ...fired.map(({ subject, variant, explanation }) => [
    rule,
    subject,
    'near miss fired · 误报',
    variant,
    explanation.en,
    explanation.zh,
  ]),
  ...others.map((subject) => [rule, subject, 'not planted · 未植入而查出']),
  ...gone.map((subject) => [rule, subject, 'hit no more · 不再查出']),
];

/** Writes a stress test into a workbook: a sheet of rules, and one of everything that is not as it should be. */
export const writeStressWorkbook = async (file: string, { scores }: StressResult): Promise<void> => {
  const workbook = new exceljs.Workbook();
  const sheet = (name: string, columns: readonly string[], rows: readonly (readonly unknown[])[]): void => {
    const made = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
    made.columns = columns.map((header) => ({ header, width: header.length + 6 }));
    made.addRows(rows.map((row) => [...row]));
  };
  sheet('Rules · 规则', RULE_COLUMNS, scores.map(ruleRow));
  sheet('Cases · 情形', CASE_COLUMNS, scores.flatMap(caseRows));
  await workbook.xlsx.writeFile(file);
};
