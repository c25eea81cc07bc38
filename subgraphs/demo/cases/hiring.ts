import { firstDay, monthOf, type Day } from '../base/calendar.ts';
import type { UnitPlan } from '../district/plan.ts';
import type { Bench } from '../people/bench.ts';
import { mainStay, type Dossier, type Entry } from '../people/dossier.ts';
import { leave, left, monthStart, nearRetirement, statutoryDay, transfer } from '../people/leaving.ts';
import { settleCareer } from '../people/career.ts';
import { member } from '../people/staff.ts';
import type { Recipe } from './recipe.ts';

const hired = (bench: Bench, change: (entry: Entry, on: Day) => void): Dossier[] => {
  const on = bench.window.eventsTo - 40 - bench.chance.int(200);
  const person = member(bench, { entered: on });
  change(mainStay(person).entry!, on);
  return [person];
};

const approve =
  (approvedOn: number, expiresOn: number) =>
  (entry: Entry, on: Day): void => {
    entry.approvedOn = on + approvedOn;
    entry.expiresOn = on + expiresOn;
  };

const withoutEntry = (bench: Bench): Dossier[] => {
  const [person] = hired(bench, () => undefined);
  mainStay(person!).entry = undefined;
  return [person!];
};

const noApproval = (entry: Entry): void => {
  entry.approvalNumber = undefined;
  entry.approvedOn = undefined;
  entry.expiresOn = undefined;
};

/** Somebody whose exit came onto the roster so many days after the event. */
const leftWithNotice = (person: Dossier, days: number): Dossier[] => {
  const { exit } = mainStay(person);
  exit!.registeredOn = exit!.on + days;
  return [person];
};

const retiree = (bench: Bench): Dossier => {
  const person = nearRetirement(bench);
  settleCareer(person, bench.window);
  leave(bench, person, 'RETIREMENT', statutoryDay(person));
  return person;
};

const dead = (bench: Bench): Dossier =>
  left(bench, 'DEATH', bench.window.eventsTo - 30 - bench.chance.int(300));

const pending = (bench: Bench): Dossier[] => {
  const person = member(bench, { entered: bench.window.asOf - 20 });
  mainStay(person).entry!.registeredOn = undefined;
  return [person];
};

/** True where somebody of a unit can go on to another on the same kind of seat. */
export const sameCategory = (other: UnitPlan, unit: UnitPlan): boolean =>
  other.style.category === unit.style.category;

/** Somebody who went to a later unit on a day; the plan must have one. */
export const transferred = (bench: Bench, on: Day): Dossier => {
  const person = member(bench, { category: bench.unit.style.category, body: bench.unit.bodies[0]! });
  transfer(bench, person, on);
  return person;
};

const lateTransfer = (bench: Bench): Dossier[] => {
  const person = transferred(bench, monthStart(bench));
  const { entry, from } = person.stays[1]!;
  entry!.registeredOn = from + 30;
  return [person];
};

const hire = { about: 'person', people: 1, moves: true } as const;

export const hiringRecipes: readonly Recipe[] = [
  {
    ...hire,
    rule: 'R03',
    kind: 'hit',
    variant: 'no-approval',
    cast: (bench) => hired(bench, noApproval),
    en: 'Entered without any approval to use a post.',
    zh: '未经核准使用编制进人。',
  },
  {
    ...hire,
    rule: 'R03',
    kind: 'hit',
    variant: 'approval-expired',
    cast: (bench) => hired(bench, approve(-200, -15)),
    en: 'Entered after the approval had expired.',
    zh: '核准使用编制通知单过期后进人。',
  },
  {
    ...hire,
    rule: 'R03',
    kind: 'hit',
    variant: 'approved-afterwards',
    cast: (bench) => hired(bench, approve(9, 190)),
    en: 'Entered before the approval was given.',
    zh: '先进人后核准。',
  },
  {
    ...hire,
    rule: 'R03',
    kind: 'hit',
    variant: 'no-entry-at-all',
    cast: withoutEntry,
    follows: [{ rule: 'R24', about: 'person' }],
    en: 'Works and is paid, and the register has no entry.',
    zh: '已上岗领薪，但无入编手续。',
  },
  {
    ...hire,
    rule: 'R03',
    kind: 'near-miss',
    variant: 'last-day-of-approval',
    cast: (bench) => hired(bench, approve(-180, 0)),
    en: 'Entered on the last day of the approval.',
    zh: '在核准有效期最后一日进人。',
  },
  {
    ...hire,
    rule: 'R03',
    kind: 'near-miss',
    variant: 'approved-on-the-day',
    cast: (bench) => hired(bench, approve(0, 180)),
    en: 'Entered on the day of the approval.',
    zh: '核准当日进人。',
  },
  {
    ...hire,
    rule: 'R24',
    kind: 'hit',
    variant: 'entry-late',
    cast: (bench) =>
      hired(bench, (entry, on) => {
        entry.registeredOn = on + 52;
      }),
    en: 'The entry came onto the roster 52 days after the hire.',
    zh: '进人五十二天后才办理入编。',
  },
  {
    ...hire,
    rule: 'R24',
    kind: 'hit',
    variant: 'retirement-late',
    cast: (bench) => leftWithNotice(retiree(bench), 61),
    en: 'The exit came onto the roster 61 days after the retirement.',
    zh: '退休六十一天后才办理出编。',
  },
  {
    ...hire,
    rule: 'R24',
    kind: 'hit',
    variant: 'death-late',
    cast: (bench) => leftWithNotice(dead(bench), 45),
    en: 'The exit came onto the roster 45 days after the death.',
    zh: '死亡四十五天后才办理出编。',
  },
  {
    ...hire,
    rule: 'R24',
    kind: 'near-miss',
    variant: 'on-the-last-day',
    cast: (bench) =>
      hired(bench, (entry, on) => {
        entry.registeredOn = on + 30;
      }),
    en: 'The entry came onto the roster on the thirtieth day.',
    zh: '在第三十日办理入编。',
  },
  {
    ...hire,
    rule: 'R24',
    kind: 'near-miss',
    variant: 'exit-on-the-last-day',
    cast: (bench) => leftWithNotice(retiree(bench), 30),
    en: 'The exit came onto the roster on the thirtieth day.',
    zh: '在第三十日办理出编。',
  },
  {
    ...hire,
    rule: 'R24',
    kind: 'near-miss',
    variant: 'still-in-time',
    cast: pending,
    en: 'The entry is pending, and twenty days old.',
    zh: '入编手续办理中，尚在二十日内。',
  },
  {
    ...hire,
    rule: 'R24',
    kind: 'near-miss',
    variant: 'transfer-on-the-last-day',
    partner: sameCategory,
    cast: lateTransfer,
    en: 'A transfer came onto the new roster on the thirtieth day.',
    zh: '调动人员在第三十日办理入编。',
  },
];

/** A day in the middle of an ordinary month. */
export const midMonth = (bench: Bench): Day => firstDay(monthOf(monthStart(bench))) + 14;
