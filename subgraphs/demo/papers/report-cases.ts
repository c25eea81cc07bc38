import type { Recipe } from '../cases/recipe.ts';
import type { UnitFacts } from '../district/facts.ts';
import type { Bench } from '../people/bench.ts';

const reports = { rule: 'R28', about: 'unit', people: 0, slot: 'reports' } as const;

/** Adds a self-check that was due so many days before the last day, and came so many days after that, if it did. */
const selfCheck =
  (before: number, late?: number) =>
  (facts: UnitFacts, _cast: readonly unknown[], { window }: Bench): void => {
    const due = window.asOf - before;
    const received = late === undefined ? undefined : due + late;
    facts.papers.reports.push({ kind: 'SELF_CHECK', period: '专项自查', due, received });
  };

/** Reports that did not come, or came late. */
export const reportRecipes: readonly Recipe[] = [
  {
    ...reports,
    kind: 'hit',
    variant: 'never-came',
    shape: selfCheck(60),
    en: 'The report has not come two months after its deadline.',
    zh: '报告逾期两个月未报。',
  },
  {
    ...reports,
    kind: 'hit',
    variant: 'came-late',
    shape: selfCheck(120, 11),
    en: 'The report came a day after the days of grace.',
    zh: '报告在宽限期满后一日报送。',
  },
  {
    ...reports,
    kind: 'hit',
    variant: 'out-of-grace',
    shape: selfCheck(11),
    en: 'The days of grace ended yesterday, and the report is not there.',
    zh: '宽限期已满仍未报送。',
  },
  {
    ...reports,
    kind: 'near-miss',
    variant: 'came-on-the-last-day',
    shape: selfCheck(60, 0),
    en: 'The report came on the day of its deadline.',
    zh: '报告在截止当日报送。',
  },
  {
    ...reports,
    kind: 'near-miss',
    variant: 'came-within-grace',
    shape: selfCheck(60, 10),
    en: 'The report came on the last of the days of grace: a warning only.',
    zh: '报告在宽限期最后一日报送，仅作预警。',
  },
  {
    ...reports,
    kind: 'near-miss',
    variant: 'due-today',
    shape: selfCheck(0),
    en: 'The report is due today.',
    zh: '报告今日到期。',
  },
];
