import { firstDay, monthOf, type MonthIndex } from '../base/calendar.ts';
import type { Bench } from '../people/bench.ts';
import { mainStay, type Dossier } from '../people/dossier.ts';
import { retired } from '../people/leaving.ts';
import { member } from '../people/staff.ts';
import type { Recipe } from './recipe.ts';

const pensionFrom = (person: Dossier, from: MonthIndex, scheme: 'PUBLIC' | 'EMPLOYEE'): Dossier[] => {
  person.pension = { from, scheme, fen: 3100_00, besidePay: true };
  return [person];
};

/** In post all the time. */
const inPost = (bench: Bench): Dossier[] => {
  const person = member(bench, { category: bench.unit.style.category, body: bench.unit.bodies[0]! });
  return pensionFrom(person, bench.window.last - 4, 'EMPLOYEE');
};

/** Pay goes on for the month after, in which the pension begins: too short for anything else to be late. */
const monthTooLong = (bench: Bench): Dossier[] => {
  const person = retired(bench);
  const { on } = mainStay(person).exit!;
  mainStay(person).paidTo = firstDay(monthOf(on) + 2);
  return pensionFrom(person, monthOf(on) + 1, 'PUBLIC');
};

const arrearsBeside = (bench: Bench): Dossier[] => {
  const person = retired(bench);
  const month = monthOf(mainStay(person).exit!.on) + 2;
  person.extraPayments.push({ unit: bench.unit, month, kind: 'ARREARS', fen: 1800_00 });
  return [person];
};

const person = { about: 'person', people: 1, rule: 'R15' } as const;

/** Pay and pension in one month. */
export const pensionRecipes: readonly Recipe[] = [
  {
    ...person,
    kind: 'hit',
    variant: 'pension-in-post',
    cast: inPost,
    en: 'In post and paid, and drew a pension of another scheme for months.',
    zh: '在岗领薪期间，连续数月领取企业职工养老金。',
  },
  {
    ...person,
    kind: 'hit',
    variant: 'pension-and-last-pay',
    moves: true,
    cast: monthTooLong,
    en: 'Retired, and paid for one month of the pension.',
    zh: '退休后首月既领养老金又领工资。',
  },
  {
    ...person,
    kind: 'near-miss',
    variant: 'pension-from-the-next-month',
    moves: true,
    cast: (bench) => [retired(bench)],
    en: 'Retired within a month, paid for it; the pension began with the next.',
    zh: '月中退休，当月发工资，次月起领养老金。',
  },
  {
    ...person,
    kind: 'near-miss',
    variant: 'arrears-beside-the-pension',
    moves: true,
    cast: arrearsBeside,
    en: 'Arrears of the time in post were paid beside the pension.',
    zh: '领取养老金期间补发在职时欠发工资。',
  },
];
