import { firstDay, monthOf, type Day } from '../base/calendar.ts';
import type { UnitPlan } from '../district/plan.ts';
import type { Bench } from '../people/bench.ts';
import { mainStay, type Dossier, type RosterSlip, type Stay } from '../people/dossier.ts';
import { monthStart, retired } from '../people/leaving.ts';
import { member, memberTitle, properEntry } from '../people/staff.ts';
import { midMonth, sameCategory, transferred } from './hiring.ts';
import type { Recipe } from './recipe.ts';

const plain = (bench: Bench): Dossier =>
  member(bench, { category: bench.unit.style.category, body: bench.unit.bodies[0]! });

const unknownTo =
  (change: (stay: Stay, bench: Bench) => void) =>
  (bench: Bench): Dossier[] => {
    const person = plain(bench);
    change(mainStay(person), bench);
    return [person];
  };

const twinOf = (bench: Bench): UnitPlan => bench.later((other) => sameCategory(other, bench.unit))!;

/** A second seat, employment and pay in another unit, since ten months. */
const doubled = (bench: Bench): Dossier[] => {
  const person = plain(bench);
  const unit = twinOf(bench);
  const from = firstDay(bench.window.last - 10);
  const { category } = mainStay(person);
  const title = memberTitle({ chance: bench.chance, unit }, category);
  person.stays.push({ ...mainStay(person), unit, from, entry: properEntry(bench, 'TRANSFER_IN', from) });
  person.posts.push({
    unit,
    body: unit.bodies[0],
    title,
    level: undefined,
    role: 'MEMBER',
    concurrent: false,
    from,
  });
  bench.send(unit, { category, from, to: undefined, exempt: false });
  return [person];
};

const secondPayer = (bench: Bench): Dossier[] => {
  const person = plain(bench);
  const unit = twinOf(bench);
  for (let month = bench.window.last - 9; month <= bench.window.last - 5; month += 1)
    person.extraPayments.push({ unit, month, kind: 'REGULAR', fen: 5200_00 });
  return [person];
};

const arrearsFrom = (bench: Bench, on: Day): Dossier[] => {
  const person = transferred(bench, on);
  person.extraPayments.push({ unit: bench.unit, month: monthOf(on), kind: 'ARREARS', fen: 1200_00 });
  return [person];
};

const slip =
  (make: (person: Dossier) => RosterSlip) =>
  (bench: Bench): Dossier[] => {
    const person = plain(bench);
    person.slip = make(person);
    return [person];
  };

const concurrent = (bench: Bench): Dossier[] => {
  const person = plain(bench);
  person.posts.push({
    ...person.posts[0]!,
    title: '机关工会委员',
    concurrent: true,
    from: firstDay(bench.window.last - 9),
  });
  return [person];
};

const retiredWithArrears = (bench: Bench): Dossier[] => {
  const person = retired(bench);
  person.extraPayments.push({ unit: bench.unit, month: bench.window.last, kind: 'ARREARS', fen: 2400_00 });
  return [person];
};

const sick = (bench: Bench): Dossier[] => {
  const person = plain(bench);
  person.absences.push({ first: bench.window.last - 3, last: bench.window.last, leave: true });
  person.status = 'LONG_SICK';
  return [person];
};

const person = { about: 'person', people: 1 } as const;
const twin = { ...person, moves: true, partner: sameCategory } as const;

export const countRecipes: readonly Recipe[] = [
  {
    ...twin,
    rule: 'R15',
    kind: 'hit',
    variant: 'two-seats',
    cast: doubled,
    en: 'Holds a seat and is paid in two units at once.',
    zh: '同时在两个单位占编领薪。',
  },
  {
    ...twin,
    rule: 'R15',
    kind: 'hit',
    variant: 'two-payers',
    cast: secondPayer,
    en: 'Was paid by a second unit for five months.',
    zh: '五个月内由两个单位发放工资。',
  },
  {
    ...twin,
    rule: 'R15',
    kind: 'near-miss',
    variant: 'transfer-in-mid-month',
    cast: (bench) => [transferred(bench, midMonth(bench))],
    en: 'Moved in mid-month: two payers in that month, one seat at a time.',
    zh: '月中调动，当月两单位分别发薪，编制前后衔接。',
  },
  {
    ...twin,
    rule: 'R15',
    kind: 'near-miss',
    variant: 'arrears-of-the-former-unit',
    cast: (bench) => arrearsFrom(bench, monthStart(bench)),
    en: 'The former unit paid arrears after the transfer.',
    zh: '调动后原单位补发工资。',
  },
  {
    ...person,
    rule: 'R21',
    kind: 'hit',
    variant: 'no-employment',
    cast: unknownTo((stay) => {
      stay.employed = false;
    }),
    en: 'Seated and paid, unknown to human resources.',
    zh: '在编领薪，人社无登记。',
  },
  {
    ...person,
    rule: 'R21',
    kind: 'hit',
    variant: 'no-seat',
    cast: unknownTo((stay) => {
      stay.seated = false;
    }),
    en: 'Employed and paid, without a seat.',
    zh: '有人事登记并领薪，未入编。',
  },
  {
    ...person,
    rule: 'R21',
    kind: 'hit',
    variant: 'not-paid',
    cast: unknownTo((stay, { window }) => {
      stay.paidTo = firstDay(window.last);
    }),
    en: 'Seated and employed, not paid in the last month.',
    zh: '在编在册，当月无工资。',
  },
  {
    ...person,
    rule: 'R21',
    kind: 'hit',
    variant: 'only-paid',
    cast: unknownTo((stay) => {
      stay.seated = false;
      stay.employed = false;
    }),
    en: 'Paid, without seat and employment.',
    zh: '仅有工资发放，无编制和人事登记。',
  },
  {
    ...person,
    rule: 'R21',
    kind: 'near-miss',
    variant: 'long-sick',
    cast: sick,
    en: 'On long sick leave: seated, employed and paid.',
    zh: '长期病假，三方登记一致。',
  },
  {
    ...person,
    moves: true,
    rule: 'R21',
    kind: 'near-miss',
    variant: 'retired-with-arrears',
    cast: retiredWithArrears,
    en: 'Retired; arrears were paid in the last month.',
    zh: '已退休，当月补发欠发工资。',
  },
  {
    ...person,
    rule: 'R23',
    kind: 'hit',
    variant: 'wrong-birth',
    cast: slip(({ born }) => ({ born: born - 365 })),
    en: 'The roster has a day of birth other than the identity number.',
    zh: '实名制出生日期与身份证不符。',
  },
  {
    ...person,
    rule: 'R23',
    kind: 'hit',
    variant: 'wrong-sex',
    cast: slip(({ sex }) => ({ sex: sex === 'MALE' ? 'FEMALE' : 'MALE' })),
    en: 'The roster has a sex other than the identity number.',
    zh: '实名制性别与身份证不符。',
  },
  {
    ...person,
    rule: 'R23',
    kind: 'hit',
    variant: 'ethnicity-missing',
    cast: slip(() => ({ ethnicity: null })),
    en: 'A required field of the roster is empty.',
    zh: '实名制必填项为空。',
  },
  {
    ...person,
    rule: 'R23',
    kind: 'hit',
    variant: 'other-post',
    cast: slip(() => ({ post: '主任科员' })),
    en: 'The roster has a post other than the one appointed to.',
    zh: '实名制职务与任免不一致。',
  },
  {
    ...person,
    rule: 'R23',
    kind: 'hit',
    variant: 'other-education',
    cast: slip(({ education }) => ({ education: education === 'DOCTORATE' ? 'POSTGRADUATE' : 'DOCTORATE' })),
    en: 'The roster has an education other than human resources.',
    zh: '实名制学历与人社不一致。',
  },
  {
    ...person,
    rule: 'R23',
    kind: 'near-miss',
    variant: 'concurrent-post',
    cast: concurrent,
    en: 'A concurrent post beside the one the roster has.',
    zh: '另有兼职，主职与实名制一致。',
  },
  {
    ...person,
    rule: 'R23',
    kind: 'near-miss',
    variant: 'no-degree',
    cast: (bench) => [{ ...plain(bench), education: 'JUNIOR_COLLEGE', degree: undefined }],
    en: 'No degree, as a junior college gives none.',
    zh: '大专学历无学位。',
  },
];
