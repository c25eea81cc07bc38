import { UNPLANTED } from '../../../subgraphs/demo/faults.ts';
import type { RuleScore } from '../../oversight/stress/score.ts';
import type { StressResult } from '../../oversight/stress/stress.ts';

/** Cases that are shown of each sort: the workbook and `--json` have all. */
const CASES_SHOWN = 20;

const share = (ratio: number | null): string => (ratio === null ? '–' : `${(ratio * 100).toFixed(1)}%`);

/** Columns of the table: their headers in both languages, and what they show of a rule. */
const COLUMNS: readonly {
  readonly en: string;
  readonly zh: string;
  readonly width: number;
  readonly of: (score: RuleScore) => string | number;
}[] = [
  { en: 'rule', zh: '规则', width: 5, of: ({ rule }) => rule },
  { en: 'planted', zh: '植入', width: 9, of: ({ planted }) => planted },
  { en: 'found', zh: '查出', width: 8, of: ({ found }) => found },
  { en: 'recall', zh: '查全率', width: 9, of: ({ recall }) => share(recall) },
  { en: 'near', zh: '近似', width: 8, of: ({ nearMisses }) => nearMisses },
  { en: 'fired', zh: '误报', width: 8, of: ({ fired }) => fired.length },
  { en: 'other', zh: '未植入', width: 8, of: ({ others }) => others.length },
  { en: 'precision', zh: '查准率', width: 11, of: ({ precision }) => share(precision) },
  { en: 'before', zh: '原有', width: 8, of: ({ own }) => own },
];

/** Cells that a Chinese character takes in a terminal. */
const WIDE = 2;

const HEADER = [
  COLUMNS.map(({ zh, width }) => `${' '.repeat(width - zh.length * WIDE)}${zh}`).join(''),
  COLUMNS.map(({ en, width }) => en.padStart(width)).join(''),
];

const row = (score: RuleScore): string =>
  COLUMNS.map(({ of, width }) => String(of(score)).padStart(width)).join('');

const shown = (title: string, lines: readonly string[]): string[] => {
  if (lines.length === 0) return [];
  const left = lines.length - CASES_SHOWN;
  return [
    '',
    title,
    ...lines.slice(0, CASES_SHOWN),
    ...(left > 0 ? [`… ${left} more: --xlsx · 另有 ${left} 条，可用 --xlsx 导出`] : []),
  ];
};

const missedLines = (scores: readonly RuleScore[]): string[] =>
  scores.flatMap(({ missed }) =>
    missed.map(
      ({ rule, subject, variant, explanation, owners }) =>
        `${rule}  ${subject}  ${variant}  ${explanation.zh}${owners.length === 0 ? '' : `  unknown · 无法判定：${owners.join(', ')}`}`,
    ),
  );

const firedLines = (scores: readonly RuleScore[]): string[] =>
  scores.flatMap(({ fired }) =>
    fired.map(
      ({ rule, subject, variant, explanation }) => `${rule}  ${subject}  ${variant}  ${explanation.zh}`,
    ),
  );

const plainLines = (
  scores: readonly RuleScore[],
  subjectsOf: (score: RuleScore) => readonly string[],
): string[] => scores.flatMap((score) => subjectsOf(score).map((subject) => `${score.rule}  ${subject}`));

/** Why faults of a rule cannot be planted; a rule that was saved here has no reason on record. */
const reasonFor = (rule: string): string => {
  const reason = UNPLANTED[rule];
  return reason === undefined ? 'no faults to plant · 没有可植入的差错' : `${reason.en} · ${reason.zh}`;
};

/** A stress test as a person reads it. Subjects are keys: nobody is named. */
export const stressText = ({ asOf, scores, untested, errors, stood }: StressResult, seed: number): string =>
  [
    `Stress test as of ${asOf}, seed ${seed}: ${stood ? 'stood' : 'not stood'} · 数据压力测试（${asOf}，种子 ${seed}）：${stood ? '通过' : '未通过'}`,
    ...HEADER,
    ...scores.map(row),
    ...shown(
      'not tested · 未测试',
      untested.map((rule) => `${rule}  ${reasonFor(rule)}`),
    ),
    ...shown('planted and not found · 植入而未查出', missedLines(scores)),
    ...shown('near misses that fired · 近似情形误报', firedLines(scores)),
    ...shown(
      'hit without having been planted · 未植入而查出',
      plainLines(scores, ({ others }) => others),
    ),
    ...shown(
      'hit before and no more · 原有而不再查出',
      plainLines(scores, ({ gone }) => gone),
    ),
    ...shown('could not be worked out · 未能完成', errors),
  ].join('\n');
