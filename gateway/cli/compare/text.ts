import type { Comparison } from '../../oversight/compare/compare.ts';
import type { Compared } from '../../oversight/compare/explain.ts';
import type { Mark } from '../../oversight/compare/standing.ts';
import type { Tally } from '../../oversight/compare/tally.ts';
import { gapLine } from '../gap.ts';

/** Institutions that are shown: those that differ most. The workbook and `--json` have all. */
const UNITS_SHOWN = 20;

/** Differences that are shown. */
const DIFFERENCES_SHOWN = 20;

const figure = (count: number | null): string => String(count ?? '?').padStart(8);

const row = ({ seated, employed, paid, agreeing, differing, unknown }: Tally): string =>
  [seated, employed, paid, agreeing, differing, unknown].map(figure).join('');

const HEADER = [
  '    在编    在册    发薪    一致    不符    未知',
  '  seated  employ    paid   agree  differ unknown',
];

const sign = (mark: Mark): string => (mark === null ? '?' : mark ? '+' : '-');

const differenceLine = ({ pid, unit, name, seated, employed, paid, rule, says }: Compared): string =>
  `${pid}  ${unit ?? '?'}${name === null ? '' : ` ${name}`}  ${sign(seated)}${sign(employed)}${sign(paid)}  ${rule ?? 'unexplained · 无法解释'}  ${says?.zh ?? ''}`;

const rulesLine = ({ byRule }: Tally): string =>
  Object.entries(byRule)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([rule, count]) => `${rule} ${count}`)
    .join('  ');

/** A comparison as a person reads it. */
export const comparisonText = (
  { asOf, month, total, units, gaps }: Comparison,
  differences: readonly Compared[],
): string => {
  const worst = units
    .filter(({ differing, unknown }) => differing + unknown > 0)
    .sort((a, b) => b.differing - a.differing || b.unknown - a.unknown);
  const shown = differences.slice(0, DIFFERENCES_SHOWN);
  const left = total.differing - shown.length;
  return [
    `Three counts on ${asOf}, pay of ${month} · 三数比对（${asOf}，${month} 工资）`,
    ...HEADER,
    `${row(total)}  all · 合计`,
    ...worst
      .slice(0, UNITS_SHOWN)
      .map((unit) => `${row(unit)}  ${unit.unit ?? 'institution unknown · 机构未知'} ${unit.name ?? ''}`),
    ...(worst.length > UNITS_SHOWN ? [`… ${worst.length - UNITS_SHOWN} more institutions · 另有机构`] : []),
    ...(total.differing === 0 ? [] : ['', `by rule · 按规则  ${rulesLine(total)}`]),
    ...(shown.length === 0 ? [] : ['', 'seat, register, pay · 在编、在册、发薪']),
    ...shown.map(differenceLine),
    ...(left > 0 ? [`… ${left} more: --xlsx · 另有 ${left} 条，可用 --xlsx 导出`] : []),
    ...(gaps.length === 0 ? [] : ['', ...gaps.map(gapLine)]),
  ].join('\n');
};
