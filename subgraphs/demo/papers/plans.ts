import { firstDay, yearOf, type Window } from '../base/calendar.ts';
import type { EntryReason } from '../base/vocabulary.ts';
import type { UnitPlan } from '../district/plan.ts';
import type { Dossier, StaffingPlan, Stay } from '../people/dossier.ts';
import { day, line, type Rows } from '../rows/tables.ts';

/** Ways of entry that a plan is made for; placements and transfers have none. */
const WAYS: Partial<Record<EntryReason, string>> = {
  RECRUITMENT: 'CIVIL_SERVICE_EXAM',
  PUBLIC_INSTITUTION_RECRUITMENT: 'PUBLIC_INSTITUTION_EXAM',
};

/** A plan of a unit for a year that nobody uses yet. */
export const emptyPlan = (unit: UnitPlan, stay: Stay, order: number): StaffingPlan => {
  const year = yearOf(stay.from);
  return {
    number: `云编计〔${year}〕${unit.index}-${order}号`,
    category: stay.category,
    way: WAYS[stay.entry!.reason] ?? 'OTHER',
    posts: 0,
    from: firstDay(year * 12),
    to: firstDay(year * 12 + 12),
  };
};

const needsPlan = ({ entry }: Stay): boolean =>
  entry !== undefined &&
  entry.plan === undefined &&
  entry.approvalNumber !== undefined &&
  WAYS[entry.reason] !== undefined;

/** A plan for each year, category and way in which a unit took people in, with as many posts as were used. */
export const plansOf = (unit: UnitPlan, people: readonly Dossier[], { start }: Window): StaffingPlan[] => {
  const plans = new Map<string, StaffingPlan>();
  for (const stay of people.flatMap(({ stays }) => stays)) {
    if (stay.unit !== unit || stay.from < start || !needsPlan(stay)) continue;
    const key = `${yearOf(stay.from)} ${stay.category} ${stay.entry!.reason}`;
    const plan = plans.get(key) ?? emptyPlan(unit, stay, plans.size + 1);
    plans.set(key, plan);
    plan.posts += 1;
    stay.entry!.plan = plan;
  }
  return [...plans.values()];
};

/** A unit's plans. */
export const writePlans = ({ write }: Rows, { code }: UnitPlan, plans: readonly StaffingPlan[]): void => {
  for (const { number, category, way, posts, from, to } of plans)
    write('staffing_plan', line(number, code, category, way, posts, day(from), day(to), number));
};
