import { addMonths, type Day } from '../base/calendar.ts';
import type { UnitPlan } from '../district/plan.ts';
import type { Bench } from '../people/bench.ts';
import type { Dossier, Loan } from '../people/dossier.ts';
import { member } from '../people/staff.ts';
import type { Recipe } from './recipe.ts';

const lend = (
  bench: Bench,
  person: Dossier,
  loan: Omit<Loan, 'to'>,
  to?: (unit: UnitPlan) => boolean,
): Dossier[] => {
  person.loans.push({ ...loan, to: bench.later(to ?? (() => true))! });
  if (loan.returned === undefined) person.status = loan.kind === 'LOAN' ? 'ON_LOAN' : 'ATTACHED';
  return [person];
};

export const ordinary = (bench: Bench): Dossier =>
  member(bench, { category: bench.unit.style.category, body: bench.unit.bodies[0]! });

/** The last day for a loan to begin that is no longer than six months on the day. */
const sixMonthsAgo = ({ window }: Bench): Day => addMonths(window.asOf, -6) + 1;

export const openLoan = (
  bench: Bench,
  to?: (unit: UnitPlan) => boolean,
  person = ordinary(bench),
): Dossier[] => {
  const from = bench.window.asOf - 80;
  return lend(bench, person, { kind: 'LOAN', from, due: addMonths(from, 6) - 1 }, to);
};

export const loan =
  (
    from: (bench: Bench) => Day,
    due: (bench: Bench) => Day,
    returned?: (bench: Bench) => Day,
    kind: Loan['kind'] = 'LOAN',
  ) =>
  (bench: Bench): Dossier[] =>
    lend(bench, ordinary(bench), { kind, from: from(bench), due: due(bench), returned: returned?.(bench) });

export const ago =
  (months: number) =>
  ({ window }: Bench): Day =>
    addMonths(window.asOf, -months);
export const anywhere = (): boolean => true;
export const political = ({ style }: UnitPlan): boolean => style.category === 'POLITICAL_LEGAL';
/** Special quotas are not lent out. */
export const general = (unit: UnitPlan): boolean => !political(unit);

const person = { about: 'person', people: 1 } as const;

/** Loans that last too long. */
export const lendingRecipes: readonly Recipe[] = [
  {
    ...person,
    rule: 'R18',
    kind: 'hit',
    variant: 'eight-months',
    fits: general,
    partner: anywhere,
    cast: loan(ago(8), (bench) => addMonths(bench.window.asOf, 4)),
    en: 'On loan for eight months.',
    zh: '借调八个月仍未返回。',
  },
  {
    ...person,
    rule: 'R18',
    kind: 'hit',
    variant: 'expired',
    fits: general,
    partner: anywhere,
    cast: loan(
      (bench) => bench.window.asOf - 160,
      (bench) => bench.window.asOf - 20,
    ),
    en: 'The loan ended weeks ago and the person has not returned.',
    zh: '借调到期未返回。',
  },
  {
    ...person,
    rule: 'R18',
    kind: 'near-miss',
    variant: 'returned-on-the-day',
    fits: general,
    partner: anywhere,
    cast: loan(ago(10), ago(4), ago(4)),
    en: 'Returned on the day the loan was due.',
    zh: '借调到期当日返回。',
  },
  {
    ...person,
    rule: 'R18',
    kind: 'near-miss',
    variant: 'just-six-months',
    fits: general,
    partner: anywhere,
    cast: loan(sixMonthsAgo, ({ window }) => window.asOf),
    en: 'On loan for six months, due on the day.',
    zh: '借调满六个月，当日到期。',
  },
  {
    ...person,
    rule: 'R18',
    kind: 'near-miss',
    variant: 'attached-for-a-year',
    fits: general,
    partner: anywhere,
    cast: loan(ago(11), (bench) => addMonths(bench.window.asOf, 1), undefined, 'ATTACHMENT'),
    en: 'On a temporary post by plan for eleven months, not yet due.',
    zh: '按计划挂职十一个月，尚未到期。',
  },
];
