import { addMonths, type Day } from '../base/calendar.ts';
import { statutoryRetirement } from '../base/retirement-age.ts';
import type { Category, Sex } from '../base/vocabulary.ts';
import type { UnitPlan } from '../district/plan.ts';
import { bornToRetireFrom, type Bench } from '../people/bench.ts';
import type { Dossier } from '../people/dossier.ts';
import { statutoryDay } from '../people/leaving.ts';
import { member } from '../people/staff.ts';
import type { Recipe } from './recipe.ts';

/** Day of birth of somebody who reaches the statutory age on a day, or on the last day before that anybody can. */
const bornFor = (day: Day, who: { sex: Sex; worker: boolean }): Day => {
  for (let target = day; ; target -= 1) {
    const born = bornToRetireFrom(target, who);
    if (statutoryRetirement({ ...who, born }) === target) return born;
  }
};

/** Somebody in post who reaches the statutory age on a day. */
export const ofAge = (bench: Bench, day: Day, sex: Sex, category?: Category): Dossier =>
  member(bench, {
    sex,
    born: bornFor(day, { sex, worker: category === 'SUPPORT_WORKER' }),
    body: bench.unit.bodies[0]!,
    ...(category === undefined ? {} : { category }),
  });
const flexible = (bench: Bench): Dossier[] => {
  const person = ofAge(bench, bench.window.asOf - 100, 'MALE');
  person.retirement = { kind: 'FLEXIBLE', on: addMonths(statutoryDay(person), 18) };
  return [person];
};

/** Old enough by the old age, not by the reformed one, by a day. */
const womanOfFiftyFive = (bench: Bench): Dossier[] => [
  member(bench, {
    sex: 'FEMALE',
    born: bornToRetireFrom(bench.window.asOf + 1, { sex: 'FEMALE', worker: false }),
    category: bench.unit.style.category,
    body: bench.unit.bodies[0]!,
  }),
];

const hasWorkers = (unit: UnitPlan): boolean => unit.style.workers > 0;

const person = { about: 'person', people: 1 } as const;

/** People past the retirement age. */
export const ageRecipes: readonly Recipe[] = [
  {
    ...person,
    rule: 'R14',
    kind: 'hit',
    variant: 'man',
    cast: (bench) => [ofAge(bench, bench.window.asOf - 45, 'MALE')],
    en: 'A man in post is past the statutory age.',
    zh: '男职工超过法定退休年龄仍在岗。',
  },
  {
    ...person,
    rule: 'R14',
    kind: 'hit',
    variant: 'woman-in-office',
    cast: (bench) => [ofAge(bench, bench.window.asOf - 300, 'FEMALE')],
    en: 'A woman in office is past the statutory age.',
    zh: '女干部超过法定退休年龄仍在岗。',
  },
  {
    ...person,
    rule: 'R14',
    kind: 'hit',
    variant: 'woman-on-a-worker-post',
    fits: hasWorkers,
    cast: (bench) => [ofAge(bench, bench.window.asOf - 1, 'FEMALE', 'SUPPORT_WORKER')],
    en: 'A woman on a support-worker post passed the statutory age the day before.',
    zh: '女工勤人员前一日达到法定退休年龄仍在岗。',
  },
  {
    ...person,
    rule: 'R14',
    kind: 'near-miss',
    variant: 'on-the-day',
    cast: (bench) => [
      member(bench, {
        sex: 'MALE',
        born: bornToRetireFrom(bench.window.asOf, { sex: 'MALE', worker: false }),
        body: bench.unit.bodies[0]!,
      }),
    ],
    en: 'Reaches the statutory age on the very day, or within days.',
    zh: '当日刚达到法定退休年龄。',
  },
  {
    ...person,
    rule: 'R14',
    kind: 'near-miss',
    variant: 'flexible-delay',
    cast: flexible,
    en: 'Past the statutory age, with an agreed later retirement.',
    zh: '已办理弹性延迟退休。',
  },
  {
    ...person,
    rule: 'R14',
    kind: 'near-miss',
    variant: 'reform-not-reached',
    cast: womanOfFiftyFive,
    en: 'A woman past 55, not yet of the reformed age.',
    zh: '女干部已满五十五周岁，未到改革后退休年龄。',
  },
];
