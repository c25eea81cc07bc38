import { firstDay } from '../base/calendar.ts';
import type { Recipe } from '../cases/recipe.ts';
import type { UnitFacts } from '../district/facts.ts';
import type { Bench } from '../people/bench.ts';
import { mainStay, type Dossier, type StaffingPlan } from '../people/dossier.ts';
import { member } from '../people/staff.ts';
import { emptyPlan } from './plans.ts';

const plans = { rule: 'R25', about: 'unit', slot: 'plans', moves: true } as const;

/** Number of the plan in its unit: behind those of everybody else. */
const OWN_PLAN = 90;

/** People who entered on one day under a plan of their own. */
const under =
  (count: number, change: (plan: StaffingPlan, on: number) => void) =>
  (bench: Bench): Dossier[] => {
    const on = firstDay(bench.window.last - 6) + 14;
    const wish = { category: bench.unit.style.category, body: bench.unit.bodies[0]!, entered: on };
    const people = Array.from({ length: count }, () => member(bench, wish));
    const plan = emptyPlan(bench.unit, mainStay(people[0]!), OWN_PLAN);
    plan.posts = count;
    change(plan, on);
    for (const person of people) mainStay(person).entry!.plan = plan;
    return people;
  };

const kept = (facts: UnitFacts, [person]: readonly Dossier[]): void =>
  void facts.papers.plans.push(mainStay(person!).entry!.plan!);

/** Plans for the use of posts, used too often or when they did not hold. */
export const planRecipes: readonly Recipe[] = [
  {
    ...plans,
    kind: 'hit',
    variant: 'overused',
    people: 2,
    cast: under(2, (plan) => void (plan.posts = 1)),
    shape: kept,
    en: 'Two people entered under a plan for one post.',
    zh: '用编计划一名，实际进人两名。',
  },
  {
    ...plans,
    kind: 'hit',
    variant: 'used-on-the-day-of-its-end',
    people: 1,
    cast: under(1, (plan, on) => void (plan.to = on)),
    shape: kept,
    en: 'Somebody entered on the first day on which the plan no longer held.',
    zh: '用编计划失效当日进人。',
  },
  {
    ...plans,
    kind: 'hit',
    variant: 'used-before-its-beginning',
    people: 1,
    cast: under(1, (plan, on) => void (plan.from = on + 1)),
    shape: kept,
    en: 'Somebody entered a day before the plan began.',
    zh: '用编计划生效前一日进人。',
  },
  {
    ...plans,
    kind: 'near-miss',
    variant: 'used-up',
    people: 2,
    cast: under(2, () => undefined),
    shape: kept,
    en: 'Two people entered under a plan for two posts.',
    zh: '用编计划两名，恰好用完。',
  },
  {
    ...plans,
    kind: 'near-miss',
    variant: 'used-on-its-last-day',
    people: 1,
    cast: under(1, (plan, on) => void (plan.to = on + 1)),
    shape: kept,
    en: 'Somebody entered on the last day of the plan.',
    zh: '在用编计划有效期最后一日进人。',
  },
  {
    ...plans,
    kind: 'near-miss',
    variant: 'used-on-its-first-day',
    people: 1,
    cast: under(1, (plan, on) => void (plan.from = on)),
    shape: kept,
    en: 'Somebody entered on the first day of the plan.',
    zh: '在用编计划生效当日进人。',
  },
];
