import { firstDay, monthOf, type Day } from '../base/calendar.ts';
import { statutoryRetirement } from '../base/retirement-age.ts';
import type { Category, ExitReason, Measure } from '../base/vocabulary.ts';
import { categoryIn, type UnitPlan } from '../district/plan.ts';
import { bornToRetireFrom, type Bench } from './bench.ts';
import { closeCareer, documentNumber, settleCareer } from './career.ts';
import { mainStay, postOn, type Dossier, type Stay } from './dossier.ts';
import { draftMember, memberTitle, properEntry, type Wish } from './staff.ts';

/** Pension as a share of the last pay, roughly. */
const PENSION_SHARE = 0.8;

const STATUS: Readonly<Record<ExitReason, string>> = {
  TRANSFER_OUT: 'TRANSFERRED_OUT',
  RETIREMENT: 'RETIRED',
  RESIGNATION: 'RESIGNED',
  DISMISSAL: 'DISMISSED',
  EXPULSION: 'EXPELLED',
  DEATH: 'DEAD',
};

/** Ends a stay in all departments: seat, employment and pay on one day. */
const endStay = (stay: Stay, reason: ExitReason, on: Day, registeredOn: Day | undefined): void => {
  const to = reason === 'DEATH' ? on + 1 : on;
  stay.exit = { reason, on, registeredOn };
  stay.seatTo = to;
  stay.employedTo = to;
  stay.paidTo = to;
};

/** Lets somebody leave as it should be: all departments know, the roster within days. */
export const leave = (bench: Bench, person: Dossier, reason: ExitReason, on: Day): void => {
  const registered = on + 2 + bench.chance.int(16);
  endStay(mainStay(person), reason, on, registered);
  closeCareer(person, reason === 'DEATH' ? on + 1 : on);
  person.status = STATUS[reason];
  if (reason === 'RETIREMENT') {
    person.retirement = { kind: 'STATUTORY', on };
    const fen = Math.round((person.grades.at(-1)?.fen ?? 0) * PENSION_SHARE);
    person.pension = { from: monthOf(on) + 1, scheme: 'PUBLIC', fen, besidePay: false };
  }
  if (reason === 'DEATH') person.death = { on, reported: on + 1 + bench.chance.int(8) };
};

const eventDay = ({ chance, window }: Bench): Day => chance.between(window.eventsFrom, window.eventsTo);

/** Somebody who reaches the statutory age on an ordinary day of the window, still in post. */
export const nearRetirement = (bench: Bench, wish: Wish = {}): Dossier => {
  const { window, chance, identities } = bench;
  const sex = wish.sex ?? (chance.chance(0.6) ? 'MALE' : 'FEMALE');
  const category = wish.category ?? categoryIn(bench.unit, bench.unit.bodies[0]!);
  const who = { sex, worker: category === 'SUPPORT_WORKER' };
  const first = bornToRetireFrom(window.eventsFrom, who);
  const last = bornToRetireFrom(window.eventsTo, who) - 1 - identities.spread;
  return draftMember(bench, {
    body: bench.unit.bodies[0]!,
    ...wish,
    category,
    sex,
    bornAbout: chance.between(first, last),
  });
};

/** The day on which a person reaches the statutory age. */
export const statutoryDay = (person: Dossier): Day =>
  statutoryRetirement({ ...person, worker: mainStay(person).category === 'SUPPORT_WORKER' });

/** Somebody who retired in the window. */
export const retired = (bench: Bench, wish: Wish = {}): Dossier => {
  const person = nearRetirement(bench, wish);
  settleCareer(person, bench.window);
  leave(bench, person, 'RETIREMENT', statutoryDay(person));
  return person;
};

/** Somebody who left for another reason on an ordinary day of the window. */
export const left = (bench: Bench, reason: ExitReason, on = eventDay(bench), wish: Wish = {}): Dossier => {
  const person = draftMember(bench, wish);
  settleCareer(person, bench.window);
  if (reason === 'EXPULSION') {
    const measure: Measure =
      mainStay(person).category === 'PUBLIC_INSTITUTION' ? 'INSTITUTION_DISMISSAL' : 'ADMIN_DISMISSAL';
    person.decisions.push({
      measure,
      on,
      influenceEnds: undefined,
      document: documentNumber('云监政', on, bench.chance),
    });
  }
  leave(bench, person, reason, on);
  return person;
};

const homeFor = (bench: Bench, unit: UnitPlan, category: Category): string | undefined =>
  unit.bodies.find((body) => categoryIn(unit, body) === category && unit !== bench.unit);

/** Moves somebody to a unit later in the plan on a day: exit here, entry there, without a gap. */
export const transfer = (bench: Bench, person: Dossier, on: Day): boolean => {
  const stay = mainStay(person);
  const unit = bench.later((other) => homeFor(bench, other, stay.category) !== undefined);
  if (unit === undefined) return false;
  endStay(stay, 'TRANSFER_OUT', on, on + 1 + bench.chance.int(9));
  person.stays.push({
    ...stay,
    unit,
    from: on,
    entry: properEntry(bench, 'TRANSFER_IN', on),
    exit: undefined,
    seatTo: undefined,
    employedTo: undefined,
    paidTo: undefined,
  });
  const old = postOn(person, stay.unit, on - 1);
  if (old !== undefined) old.to = on;
  const title = memberTitle({ chance: bench.chance, unit }, stay.category);
  const body = homeFor(bench, unit, stay.category);
  person.posts.push({ unit, body, title, level: undefined, role: 'MEMBER', concurrent: false, from: on });
  bench.send(unit, { category: stay.category, from: on, to: undefined, exempt: false });
  return true;
};

/** The first day of an ordinary month of the window: transfers take effect on such days. */
export const monthStart = ({ chance, window }: Bench): Day =>
  firstDay(chance.between(monthOf(window.eventsFrom) + 1, monthOf(window.eventsTo)));
