import { addMonths, type Day } from '../base/calendar.ts';
import type { UnitPlan } from '../district/plan.ts';
import { isEnforcementBody } from '../district/templates.ts';
import type { Bench } from '../people/bench.ts';
import { mainStay, type Dossier, type Loan } from '../people/dossier.ts';
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

const ordinary = (bench: Bench): Dossier =>
  member(bench, { category: bench.unit.style.category, body: bench.unit.bodies[0]! });

/** The last day for a loan to begin that is no longer than six months on the day. */
const sixMonthsAgo = ({ window }: Bench): Day => addMonths(window.asOf, -6) + 1;

const openLoan = (bench: Bench, to?: (unit: UnitPlan) => boolean, person = ordinary(bench)): Dossier[] => {
  const from = bench.window.asOf - 80;
  return lend(bench, person, { kind: 'LOAN', from, due: addMonths(from, 6) - 1 }, to);
};

const loan =
  (
    from: (bench: Bench) => Day,
    due: (bench: Bench) => Day,
    returned?: (bench: Bench) => Day,
    kind: Loan['kind'] = 'LOAN',
  ) =>
  (bench: Bench): Dossier[] =>
    lend(bench, ordinary(bench), { kind, from: from(bench), due: due(bench), returned: returned?.(bench) });

const ago =
  (months: number) =>
  ({ window }: Bench): Day =>
    addMonths(window.asOf, -months);

const strayed = (bench: Bench): Dossier[] => {
  const person = ordinary(bench);
  person.strayed = { unit: bench.later(() => true)!, from: bench.window.last - 5 };
  return [person];
};

const wrongCategory = (bench: Bench): Dossier[] => [
  member(bench, { category: 'PUBLIC_INSTITUTION', body: bench.unit.bodies[0]! }),
];

const absent =
  (first: number, last: number, leave: boolean) =>
  (bench: Bench): Dossier[] => {
    const person = member(bench);
    person.absences.push({ first: bench.window.last - first, last: bench.window.last - last, leave });
    if (leave) person.status = 'LONG_SICK';
    return [person];
  };

const entered = (person: Dossier): Day => mainStay(person).from;

const enterprise =
  (from: (bench: Bench, person: Dossier) => Day, to?: (bench: Bench, person: Dossier) => Day) =>
  (bench: Bench): Dossier[] => {
    const person = ordinary(bench);
    person.enterprises.push({
      name: '浙江云溪科技有限公司',
      from: from(bench, person),
      to: to?.(bench, person),
    });
    return [person];
  };

const approved =
  (to?: (bench: Bench) => Day) =>
  (bench: Bench): Dossier[] => {
    const [person] = enterprise(ago(13))(bench);
    person!.outsidePosts.push({
      organization: '浙江云溪科技有限公司',
      paid: true,
      from: ago(13)(bench) - 10,
      to: to?.(bench),
    });
    return [person!];
  };

const anywhere = (): boolean => true;
const political = ({ style }: UnitPlan): boolean => style.category === 'POLITICAL_LEGAL';
/** Special quotas are not lent out. */
const general = (unit: UnitPlan): boolean => !political(unit);
const administrative = ({ style }: UnitPlan): boolean => style.category === 'ADMINISTRATIVE';
const enforcing = (unit: UnitPlan): boolean =>
  unit.bodies.some((body) => isEnforcementBody(body)) && !isEnforcementBody(unit.bodies[0]!);

const enforcementBody = (unit: UnitPlan): string => unit.bodies.find((body) => isEnforcementBody(body))!;

const person = { about: 'person', people: 1 } as const;

export const workRecipes: readonly Recipe[] = [
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
  {
    ...person,
    rule: 'R11',
    kind: 'hit',
    variant: 'four-months',
    cast: absent(8, 5, false),
    en: 'Paid for four months without a day of attendance.',
    zh: '连续四个月未出勤仍领薪。',
  },
  {
    ...person,
    rule: 'R11',
    kind: 'hit',
    variant: 'up-to-now',
    cast: absent(2, 0, false),
    en: 'Paid for the last three months without a day of attendance.',
    zh: '近三个月未出勤仍领薪。',
  },
  {
    ...person,
    rule: 'R11',
    kind: 'near-miss',
    variant: 'on-leave',
    cast: absent(7, 0, true),
    en: 'Absent for months on approved leave.',
    zh: '经批准长期病假。',
  },
  {
    ...person,
    rule: 'R11',
    kind: 'near-miss',
    variant: 'two-months',
    cast: absent(6, 5, false),
    en: 'Absent for two months.',
    zh: '连续两个月未出勤。',
  },
  {
    ...person,
    rule: 'R11',
    kind: 'near-miss',
    variant: 'on-loan',
    fits: general,
    partner: anywhere,
    cast: (bench) => openLoan(bench),
    en: 'Not seen at home, present where lent to.',
    zh: '借调期间在借入单位出勤。',
  },
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
  {
    ...person,
    rule: 'R26',
    kind: 'hit',
    variant: 'insured-by-an-enterprise',
    cast: enterprise(ago(13)),
    en: 'In post and insured by an enterprise, without approval.',
    zh: '在职期间由企业缴纳社保，未经批准。',
  },
  {
    ...person,
    rule: 'R26',
    kind: 'hit',
    variant: 'approval-over',
    cast: approved(ago(3)),
    en: 'In post and insured by an enterprise; the approval is over.',
    zh: '企业兼职批准已过期。',
  },
  {
    ...person,
    rule: 'R26',
    kind: 'near-miss',
    variant: 'approved',
    cast: approved(),
    en: 'In post and insured by an enterprise, with approval.',
    zh: '经批准在企业兼职。',
  },
  {
    ...person,
    rule: 'R26',
    kind: 'near-miss',
    variant: 'before-entry',
    cast: enterprise(
      (_bench, person) => entered(person) - 700,
      (_bench, person) => entered(person),
    ),
    en: 'Insured by an enterprise up to the day of entry.',
    zh: '入职前在企业参保，入职当日停保。',
  },
];
