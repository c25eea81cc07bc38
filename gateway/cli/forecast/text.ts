import type { Forecast } from '../../oversight/forecast/answer.ts';
import type { CategoryForecast, MonthForecast, UnitForecast } from '../../oversight/forecast/forecast.ts';
import { gapLine } from '../gap.ts';

/** Categories that are shown; a file and `--json` have all. */
const SHOWN = 20;

const HEADER = [
  '    月份      核定    预计    进入    离开    退休',
  '   month  authorised  expect   enter   leave  retire',
];

const figure = (count: number | string | null): string => String(count ?? '?').padStart(8);

const monthLine = ({ month, authorised, expected, entering, leaving, retiring }: MonthForecast): string =>
  `  ${month}${[authorised, expected, entering, leaving, retiring].map(figure).join('')}`;

const warningOf = ({ overFrom, vacantFrom }: CategoryForecast): string =>
  [
    ...(overFrom === null ? [] : [`over from ${overFrom} · ${overFrom} 起超编`]),
    ...(vacantFrom === null ? [] : [`vacant from ${vacantFrom} · ${vacantFrom} 起空编`]),
  ].join('  ');

const categoryLines = (
  { unit, name }: UnitForecast,
  category: CategoryForecast,
  isOneUnit: boolean,
): string[] => {
  const head = `${unit} ${name ?? ''}  ${category.category}  ${warningOf(category)}`.trimEnd();
  const [first, last] = [category.months[0], category.months.at(-1)];
  // One institution is told month by month, of many the two ends.
  const shown = isOneUnit || first === last ? category.months : [first, last];
  return [head, ...shown.flatMap((month) => (month === undefined ? [] : [monthLine(month)]))];
};

/** A forecast as a person reads it. */
export const forecastText = ({ asOf, units, gaps }: Forecast): string => {
  const all = units.flatMap((unit) =>
    unit.categories === null
      ? [[`${unit.unit} ${unit.name ?? ''}  unknown · 未知`]]
      : unit.categories.map((category) => categoryLines(unit, category, units.length === 1)),
  );
  const left = all.length - SHOWN;
  return [
    `Posts and seats from ${asOf} on · 编制使用预测（${asOf} 起）`,
    ...HEADER,
    ...all.slice(0, SHOWN).flat(),
    ...(left > 0 ? [`… ${left} more: --output · 另有 ${left} 项，可用 --output 导出`] : []),
    ...gaps.map(gapLine),
  ].join('\n');
};
