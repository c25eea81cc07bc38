import type { RuleScore } from '../../oversight/stress/score.ts';
import type { StressResult } from '../../oversight/stress/stress.ts';

/** Cases that are shown of each sort: the workbook and `--json` have all. */
const CASES_SHOWN = 20;

const HEADER = [
  '规则    植入    查出    查全率    近似    误报    另报    查准率    原有',
  'rule   plant   found    recall    near   fired   other precision     own',
];

const share = (ratio: number | null): string => (ratio === null ? '–' : `${(ratio * 100).toFixed(1)}%`);

const row = ({
  rule,
  planted,
  found,
  recall,
  nearMisses,
  fired,
  others,
  precision,
  own,
}: RuleScore): string =>
  [
    rule.padEnd(5),
    String(planted).padStart(7),
    String(found).padStart(8),
    share(recall).padStart(10),
    String(nearMisses).padStart(8),
    String(fired.length).padStart(8),
    String(others.length).padStart(8),
    share(precision).padStart(10),
    String(own).padStart(8),
  ].join('');

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

/** A stress test as a person reads it. Subjects are keys: nobody is named. */
export const stressText = ({ asOf, scores, untested, errors, stood }: StressResult, seed: number): string =>
  [
    `Stress test as of ${asOf}, seed ${seed}: ${stood ? 'stood' : 'not stood'} · 数据压力测试（${asOf}，种子 ${seed}）：${stood ? '通过' : '未通过'}`,
    ...HEADER,
    ...scores.map(row),
    ...(untested.length === 0 ? [] : ['', `not tested · 未测试：${untested.join(', ')}`]),
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
