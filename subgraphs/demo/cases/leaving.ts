import { firstDay, lastDay, monthOf, type Day } from '../base/calendar.ts';
import type { Bench } from '../people/bench.ts';
import { mainStay, type Dossier } from '../people/dossier.ts';
import { left, retired, statutoryDay } from '../people/leaving.ts';
import { ofAge } from './age.ts';
import type { Recipe } from './recipe.ts';

/** Pays somebody for so many months beyond the month of a day. */
const payBeyond = (person: Dossier, on: Day, months: number): void => {
  mainStay(person).paidTo = firstDay(monthOf(on) + months + 1);
};

const dayOfDeath = ({ window, chance }: Bench): Day => window.eventsTo - 60 - chance.int(250);

const dead = (bench: Bench, on = dayOfDeath(bench)): Dossier => left(bench, 'DEATH', on);

const paidAfterDeath =
  (months: number) =>
  (bench: Bench): Dossier[] => {
    const person = dead(bench);
    payBeyond(person, person.death!.on, months);
    return [person];
  };

const extra =
  (kind: 'BONUS' | 'ARREARS', make: (bench: Bench) => Dossier, monthsLater: number) =>
  (bench: Bench): Dossier[] => {
    const person = make(bench);
    const month = monthOf(mainStay(person).exit!.on) + monthsLater;
    person.extraPayments.push({ unit: bench.unit, month, kind, fen: 5000_00 });
    return [person];
  };

const paidAfterLeaving =
  (make: (bench: Bench) => Dossier, months: number) =>
  (bench: Bench): Dossier[] => {
    const person = make(bench);
    const { exit } = mainStay(person);
    payBeyond(person, exit!.on, Math.min(months, bench.window.last - 1 - monthOf(exit!.on)));
    return [person];
  };

const seatKept = (bench: Bench): Dossier[] => {
  const person = retired(bench);
  const stay = mainStay(person);
  stay.exit = undefined;
  stay.seatTo = undefined;
  return [person];
};
/** Where nobody reaches the statutory age near the day, as in the month in which the age rises, the retirement is a flexible one. */
const justRetired = (bench: Bench): Dossier[] => {
  const on = bench.window.asOf - 9;
  const person = ofAge(bench, on, 'MALE');
  person.retirement = { kind: statutoryDay(person) === on ? 'STATUTORY' : 'FLEXIBLE', on };
  person.status = 'RETIRED';
  return [person];
};
const person = { about: 'person', people: 1 } as const;
const gone = { ...person, moves: true } as const;

export const leavingRecipes: readonly Recipe[] = [
  {
    ...gone,
    rule: 'R12',
    kind: 'hit',
    variant: 'two-months',
    cast: paidAfterDeath(2),
    en: 'Paid for two months after the month of death.',
    zh: '死亡次月起仍发放工资两个月。',
  },
  {
    ...gone,
    rule: 'R12',
    kind: 'hit',
    variant: 'one-month',
    cast: paidAfterDeath(1),
    en: 'Paid for one month after the month of death.',
    zh: '死亡次月仍发放工资。',
  },
  {
    ...gone,
    rule: 'R12',
    kind: 'hit',
    variant: 'bonus',
    cast: extra('BONUS', dead, 2),
    en: 'Paid a bonus for a month after the month of death.',
    zh: '死亡后仍发放奖金。',
  },
  {
    ...gone,
    rule: 'R12',
    kind: 'near-miss',
    variant: 'month-of-death',
    cast: (bench) => [dead(bench, firstDay(monthOf(dayOfDeath(bench))))],
    en: 'Died on the first day of a month and was paid for that month.',
    zh: '月初死亡，当月工资照发。',
  },
  {
    ...gone,
    rule: 'R12',
    kind: 'near-miss',
    variant: 'last-day-of-month',
    cast: (bench) => [dead(bench, lastDay(monthOf(dayOfDeath(bench))))],
    en: 'Died on the last day of a month; that month was the last paid.',
    zh: '月末死亡，次月停发工资。',
  },
  {
    ...gone,
    rule: 'R12',
    kind: 'near-miss',
    variant: 'arrears',
    cast: extra('ARREARS', dead, 1),
    en: 'Arrears of the time before were paid after the death.',
    zh: '死亡后补发生前欠发工资。',
  },
  {
    ...gone,
    rule: 'R13',
    kind: 'hit',
    variant: 'retired-and-paid',
    cast: paidAfterLeaving((bench) => retired(bench), 3),
    en: 'Paid for months after the retirement.',
    zh: '退休后仍按在职发放工资。',
  },
  {
    ...gone,
    rule: 'R13',
    kind: 'hit',
    variant: 'expelled-and-paid',
    cast: paidAfterLeaving((bench) => left(bench, 'EXPULSION', dayOfDeath(bench)), 3),
    en: 'Paid for months after the expulsion.',
    zh: '开除后仍发放工资。',
  },
  {
    ...gone,
    rule: 'R13',
    kind: 'hit',
    variant: 'retired-and-seated',
    cast: seatKept,
    follows: [
      { rule: 'R24', about: 'person' },
      { rule: 'R21', about: 'person' },
    ],
    en: 'Still holds a seat long after the retirement.',
    zh: '退休后仍占用编制。',
  },
  {
    ...gone,
    rule: 'R13',
    kind: 'near-miss',
    variant: 'arrears',
    cast: extra('ARREARS', (bench) => retired(bench), 1),
    en: 'Arrears of the time before were paid after the retirement.',
    zh: '退休后补发在职期间欠发工资。',
  },
  {
    ...person,
    rule: 'R13',
    kind: 'near-miss',
    variant: 'within-grace',
    cast: justRetired,
    en: 'Retired days ago; the seat is to be given up within a month.',
    zh: '退休数日，尚在办理期限内。',
  },
  {
    ...gone,
    rule: 'R13',
    kind: 'near-miss',
    variant: 'expelled-cleanly',
    cast: (bench) => [left(bench, 'EXPULSION', dayOfDeath(bench))],
    en: 'Expelled; seat and pay ended on the day.',
    zh: '开除当日停薪出编。',
  },
];
