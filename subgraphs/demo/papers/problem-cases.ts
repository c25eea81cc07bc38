import type { Recipe } from '../cases/recipe.ts';
import type { UnitFacts } from '../district/facts.ts';
import type { Bench } from '../people/bench.ts';
import type { Problem } from './problems.ts';

/** All of them are about a self-check that a unit owes. */
const problems = { rule: 'R30', about: 'unit', people: 0, slot: 'reports' } as const;
const missing = { follows: [{ rule: 'R28', about: 'unit' }] } as const;

const SELF_CHECK = { kind: 'SELF_CHECK', period: '整改自查' } as const;

/** Days before the last day on which the problem was opened, on which it was closed, and on which the report was due. */
const OPENED = 200;
const CLOSED = 100;
const DUE = 260;

/** A problem about a report that is still missing, or that came. */
const reportProblem =
  (came: boolean, of: (asOf: number) => Pick<Problem, 'state' | 'closed' | 'seen'>) =>
  (facts: UnitFacts, _cast: readonly unknown[], { window: { asOf } }: Bench): void => {
    const due = asOf - DUE;
    facts.papers.reports.push({ ...SELF_CHECK, due, received: came ? due : undefined });
    const about = { rule: 'R28', period: `${SELF_CHECK.kind} ${SELF_CHECK.period}`, opened: asOf - OPENED };
    facts.papers.problems.push({ ...about, ...of(asOf) });
  };

/** Problems that were closed, and what the rule found since. */
export const problemRecipes: readonly Recipe[] = [
  {
    ...problems,
    ...missing,
    kind: 'hit',
    variant: 'found-again',
    shape: reportProblem(false, (asOf) => ({
      state: 'CLOSED',
      closed: asOf - CLOSED,
      seen: { on: asOf, present: true },
    })),
    en: 'The problem was closed, and the rule still finds the report missing.',
    zh: '问题已销号，规则仍发现报告未报。',
  },
  {
    ...problems,
    ...missing,
    kind: 'hit',
    variant: 'found-a-day-after-closing',
    shape: reportProblem(false, (asOf) => ({
      state: 'CLOSED',
      closed: asOf - CLOSED,
      seen: { on: asOf - CLOSED + 1, present: true },
    })),
    en: 'The rule found it by the facts of the day after the closing.',
    zh: '销号次日规则即再次发现。',
  },
  {
    ...problems,
    ...missing,
    kind: 'hit',
    variant: 'consolidated-and-back',
    shape: reportProblem(false, (asOf) => ({
      state: 'CONSOLIDATED',
      closed: asOf - CLOSED,
      seen: { on: asOf, present: true },
    })),
    en: 'The problem had been looked back on as put right, and is found again.',
    zh: '问题经回头看已巩固，现再次发现。',
  },
  {
    ...problems,
    kind: 'near-miss',
    variant: 'gone',
    shape: reportProblem(true, (asOf) => ({
      state: 'CLOSED',
      closed: asOf - CLOSED,
      seen: { on: asOf, present: false },
    })),
    en: 'The rule has been run since the closing, and found nothing.',
    zh: '销号后规则再次运行，未再发现。',
  },
  {
    ...problems,
    kind: 'near-miss',
    variant: 'found-on-the-day-of-closing',
    shape: reportProblem(true, (asOf) => ({
      state: 'CLOSED',
      closed: asOf - CLOSED,
      seen: { on: asOf - CLOSED, present: true },
    })),
    en: 'The rule found it last by the facts of the day on which it was closed.',
    zh: '规则最近一次发现是在销号当日。',
  },
  {
    ...problems,
    ...missing,
    kind: 'near-miss',
    variant: 'not-closed',
    shape: reportProblem(false, (asOf) => ({
      state: 'RECTIFYING',
      closed: undefined,
      seen: { on: asOf, present: true },
    })),
    en: 'The problem is still being put right.',
    zh: '问题尚在整改中。',
  },
];
