import type { Day } from '../base/calendar.ts';
import type { Bench } from '../people/bench.ts';
import { mainStay, type Dossier } from '../people/dossier.ts';
import { member } from '../people/staff.ts';
import { ago, anywhere, general, openLoan, ordinary } from './lending.ts';
import type { Recipe } from './recipe.ts';

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

const person = { about: 'person', people: 1 } as const;

/** People who are paid and do not come, or who work for somebody else. */
export const presenceRecipes: readonly Recipe[] = [
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
      (_bench, employee) => entered(employee) - 700,
      (_bench, employee) => entered(employee),
    ),
    en: 'Insured by an enterprise up to the day of entry.',
    zh: '入职前在企业参保，入职当日停保。',
  },
];
