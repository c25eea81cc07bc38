import type { UnitPlan } from '../district/plan.ts';
import { isEnforcementBody } from '../district/templates.ts';
import { addMonths } from '../base/calendar.ts';
import type { Bench } from '../people/bench.ts';
import type { Dossier } from '../people/dossier.ts';
import { member } from '../people/staff.ts';
import { ago, anywhere, general, loan, openLoan, ordinary, political } from './lending.ts';
import type { Recipe } from './recipe.ts';

const strayed = (bench: Bench): Dossier[] => {
  const person = ordinary(bench);
  person.strayed = { unit: bench.later(() => true)!, from: bench.window.last - 5 };
  return [person];
};

const wrongCategory = (bench: Bench): Dossier[] => [
  member(bench, { category: 'PUBLIC_INSTITUTION', body: bench.unit.bodies[0]! }),
];
const administrative = ({ style }: UnitPlan): boolean => style.category === 'ADMINISTRATIVE';
const enforcing = (unit: UnitPlan): boolean =>
  unit.bodies.some((body) => isEnforcementBody(body)) && !isEnforcementBody(unit.bodies[0]!);

const enforcementBody = (unit: UnitPlan): string => unit.bodies.find((body) => isEnforcementBody(body))!;

const person = { about: 'person', people: 1 } as const;

/** Seats used for work that they are not for. */
export const seatRecipes: readonly Recipe[] = [
  {
    ...person,
    rule: 'R09',
    kind: 'hit',
    variant: 'works-elsewhere',
    fits: general,
    partner: anywhere,
    cast: strayed,
    en: 'Comes to work in another unit for months without a loan.',
    zh: '长期在其他单位上班，无借调手续。',
  },
  {
    ...person,
    rule: 'R09',
    kind: 'hit',
    variant: 'category-not-allowed',
    fits: administrative,
    cast: wrongCategory,
    en: 'Holds a public-institution seat in an organ.',
    zh: '机关中使用事业编制人员。',
  },
  {
    ...person,
    rule: 'R09',
    kind: 'near-miss',
    variant: 'valid-loan',
    fits: general,
    partner: anywhere,
    cast: (bench) => openLoan(bench),
    en: 'Works in another unit on a valid loan.',
    zh: '在其他单位工作，借调手续有效。',
  },
  {
    ...person,
    rule: 'R09',
    kind: 'near-miss',
    variant: 'attached',
    fits: general,
    partner: anywhere,
    cast: loan(ago(3), (bench) => addMonths(bench.window.asOf, 9), undefined, 'ATTACHMENT'),
    en: 'Works in another unit on a temporary post by plan.',
    zh: '按计划挂职。',
  },
  {
    ...person,
    rule: 'R10',
    kind: 'hit',
    variant: 'enforcement-seat-in-the-office',
    fits: enforcing,
    cast: (bench) => [member(bench, { category: 'LAW_ENFORCEMENT', body: bench.unit.bodies[0]! })],
    en: 'Holds an enforcement seat and works in the general office.',
    zh: '行政执法专项编制人员在办公室工作。',
  },
  {
    ...person,
    rule: 'R10',
    kind: 'hit',
    variant: 'political-legal-seat-lent-out',
    fits: political,
    partner: (other) => !political(other),
    cast: (bench) => openLoan(bench, (unit) => !political(unit)),
    en: 'Holds a political-legal seat and is lent to a unit of another kind.',
    zh: '政法专项编制人员借调到非政法单位。',
  },
  {
    ...person,
    rule: 'R10',
    kind: 'near-miss',
    variant: 'enforcement-seat-in-its-place',
    fits: enforcing,
    cast: (bench) => [member(bench, { category: 'LAW_ENFORCEMENT', body: enforcementBody(bench.unit) })],
    en: 'Holds an enforcement seat and works in enforcement.',
    zh: '行政执法专项编制人员在执法岗位。',
  },
  {
    ...person,
    rule: 'R10',
    kind: 'near-miss',
    variant: 'lent-within-political-legal',
    fits: political,
    partner: political,
    cast: (bench) => openLoan(bench, political),
    en: 'Holds a political-legal seat and is lent to another political-legal unit.',
    zh: '政法专项编制人员在政法单位之间借调。',
  },
];
