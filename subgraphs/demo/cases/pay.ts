import { addMonths, firstDay, monthOf, type Day } from '../base/calendar.ts';
import { RANKS, type Measure } from '../base/vocabulary.ts';
import type { UnitPlan } from '../district/plan.ts';
import type { Bench } from '../people/bench.ts';
import { decision } from '../people/crew.ts';
import type { Dossier, PayGrade } from '../people/dossier.ts';
import { member } from '../people/staff.ts';
import type { Recipe } from './recipe.ts';

const isInstitution = ({ unit }: Bench): boolean => unit.style.category === 'PUBLIC_INSTITUTION';
const demotion = (bench: Bench): Measure =>
  isInstitution(bench) ? 'INSTITUTION_POST_LOWERED' : 'ADMIN_DEMOTION';
const demerit = (bench: Bench): Measure => (isInstitution(bench) ? 'INSTITUTION_DEMERIT' : 'ADMIN_DEMERIT');
const warning = (bench: Bench): Measure => (isInstitution(bench) ? 'INSTITUTION_WARNING' : 'ADMIN_WARNING');

/** Somebody in the main category with eight years of service and a sanction on a day. */
const sanctioned = (bench: Bench, measure: Measure, on: Day): Dossier =>
  member(bench, {
    category: bench.unit.style.category,
    body: bench.unit.bodies[0]!,
    entered: addMonths(bench.window.start, -12 * 8),
    bornAbout: addMonths(bench.window.start, -12 * 34),
    decisions: [decision(bench, measure, on)],
  });

const midWindow = ({ window, chance }: Bench): Day => addMonths(window.asOf, -10) - chance.int(90);

/** Nobody told the pay office. */
const withoutPayChange = (bench: Bench, on: Day): Dossier[] => {
  const person = sanctioned(bench, demotion(bench), on);
  person.grades = person.grades.filter(({ from }) => from <= on);
  person.grades.at(-1)!.to = undefined;
  return [person];
};

const paidAsBefore = (bench: Bench): Dossier[] => {
  const on = midWindow(bench);
  const person = sanctioned(bench, demotion(bench), on);
  person.payFrozenAt = on;
  return [person];
};

const gradeOn = (grades: readonly PayGrade[], day: Day): PayGrade =>
  grades.findLast(({ from }) => from <= day) ?? grades[0]!;

/** What was paid too much from the first whole month after the month of grace on. */
const lossOf = ({ grades, payFrozenAt }: Dossier, { window }: Bench): number => {
  let loss = 0;
  for (let month = window.first; month <= window.last; month += 1)
    if (firstDay(month) >= addMonths(payFrozenAt!, 1))
      loss += gradeOn(grades, payFrozenAt!).fen - gradeOn(grades, firstDay(month)).fen;
  return loss;
};

/** Moves the pay cut to the last day on which it may be made. */
const cutOnTheLastDay = (bench: Bench): Dossier[] => {
  const on = midWindow(bench);
  const person = sanctioned(bench, demotion(bench), on);
  const place = person.grades.findIndex(({ reason }) => reason === 'SANCTION');
  person.grades[place]!.from = addMonths(on, 1);
  person.grades[place - 1]!.to = addMonths(on, 1);
  return [person];
};

const promote = (person: Dossier, on: Day): Dossier[] => {
  person.ranks = person.ranks.filter(({ from }) => from < on);
  const last = person.ranks.at(-1)!;
  last.to = on;
  person.ranks.push({ rank: RANKS[RANKS.indexOf(last.rank) + 1]!, from: on });
  return [person];
};

const stepUp = (person: Dossier, on: Day): Dossier[] => {
  person.grades = person.grades.filter(({ from }) => from < on);
  const last = person.grades.at(-1)!;
  last.to = on;
  person.grades.push({
    ...last,
    step: last.step + 1,
    fen: last.fen + 180_00,
    reason: 'STEP',
    from: on,
    to: undefined,
  });
  return [person];
};

const warned = (bench: Bench, after: (on: Day, ends: Day) => Day): Dossier[] => {
  const on = bench.window.start + 40 + bench.chance.int(120);
  return promote(sanctioned(bench, 'ADMIN_WARNING', on), after(on, addMonths(on, 6)));
};

const partyWarned = (bench: Bench): Dossier[] => {
  const on = midWindow(bench);
  return stepUp(sanctioned(bench, 'PARTY_WARNING', on), firstDay(monthOf(on) + 3));
};

const stepWhile =
  (measure: (bench: Bench) => Measure) =>
  (bench: Bench): Dossier[] => {
    const on = midWindow(bench);
    return stepUp(sanctioned(bench, measure(bench), on), firstDay(monthOf(on) + 3));
  };

const ranked = ({ style }: UnitPlan): boolean => style.category !== 'PUBLIC_INSTITUTION';

const person = { about: 'person', people: 1 } as const;

export const payRecipes: readonly Recipe[] = [
  {
    ...person,
    rule: 'R16',
    kind: 'hit',
    variant: 'no-change-of-grade',
    cast: (bench) => withoutPayChange(bench, midWindow(bench)),
    en: 'Demoted months ago; neither grade nor pay was changed.',
    zh: '受降级处分数月，职级工资均未调整。',
  },
  {
    ...person,
    rule: 'R16',
    kind: 'hit',
    variant: 'grade-changed-pay-not',
    cast: paidAsBefore,
    shape: (_facts, [paid], bench) => ({ expected: { lossFen: lossOf(paid!, bench) } }),
    en: 'The grade was lowered in time; the payroll goes on as before.',
    zh: '已核降工资档次，但财政仍按原标准发放。',
  },
  {
    ...person,
    rule: 'R16',
    kind: 'near-miss',
    variant: 'lesser-sanction',
    cast: (bench) => [sanctioned(bench, demerit(bench), midWindow(bench))],
    en: 'A demerit does not lower the pay.',
    zh: '记过处分不降低工资。',
  },
  {
    ...person,
    rule: 'R16',
    kind: 'near-miss',
    variant: 'within-a-month',
    cast: (bench) => withoutPayChange(bench, bench.window.asOf - 12),
    en: 'Demoted days ago; the pay is to be changed within a month.',
    zh: '受处分未满一个月，尚在办理期限内。',
  },
  {
    ...person,
    rule: 'R16',
    kind: 'near-miss',
    variant: 'on-the-last-day',
    cast: cutOnTheLastDay,
    en: 'The pay was lowered on the last day of the month given.',
    zh: '在一个月期限的最后一日降薪。',
  },
  {
    ...person,
    rule: 'R17',
    kind: 'hit',
    variant: 'rank',
    fits: ranked,
    cast: (bench) => warned(bench, (on) => on + 60),
    en: 'Promoted in rank within the influence period of a warning.',
    zh: '警告处分影响期内晋升职级。',
  },
  {
    ...person,
    rule: 'R17',
    kind: 'hit',
    variant: 'rank-on-the-last-day',
    fits: ranked,
    cast: (bench) => warned(bench, (_on, ends) => ends),
    en: 'Promoted in rank on the last day of the influence period.',
    zh: '处分影响期最后一日晋升职级。',
  },
  {
    ...person,
    rule: 'R17',
    kind: 'hit',
    variant: 'pay-step',
    cast: stepWhile(demerit),
    en: 'Got a pay step within the influence period of a demerit.',
    zh: '记过处分影响期内晋升工资档次。',
  },
  {
    ...person,
    rule: 'R17',
    kind: 'near-miss',
    variant: 'day-after',
    fits: ranked,
    cast: (bench) => warned(bench, (_on, ends) => ends + 1),
    en: 'Promoted on the day after the influence period.',
    zh: '处分影响期满次日晋升。',
  },
  {
    ...person,
    rule: 'R17',
    kind: 'near-miss',
    variant: 'day-before',
    fits: ranked,
    cast: (bench) => warned(bench, (on) => on - 1),
    en: 'Promoted on the day before the sanction.',
    zh: '受处分前一日晋升。',
  },
  {
    ...person,
    rule: 'R17',
    kind: 'near-miss',
    variant: 'pay-step-with-warning',
    cast: stepWhile(warning),
    en: 'Got a pay step after a warning, which does not bar it.',
    zh: '警告处分期间正常晋升工资档次。',
  },
  {
    ...person,
    rule: 'R17',
    kind: 'near-miss',
    variant: 'pay-step-with-party-warning',
    cast: partyWarned,
    en: 'Got a pay step after a warning of the Party, which does not bar it.',
    zh: '党内警告期间正常晋升工资档次。',
  },
];
