import { firstDay, type Day } from '../base/calendar.ts';
import { mostOccupied, occupied, type UnitFacts } from '../district/facts.ts';
import type { Bench } from '../people/bench.ts';
import { mainStay, type Dossier } from '../people/dossier.ts';
import { leave } from '../people/leaving.ts';
import { member } from '../people/staff.ts';
import type { Outcome, Recipe } from './recipe.ts';

/** Replaces the quotas of a category by one number, or by several one after another. */
const setQuota = (
  facts: UnitFacts,
  category: string,
  ...steps: readonly (readonly [Day, number])[]
): void => {
  const rows = steps.map(([from, number], order) => ({ category, number, from, to: steps[order + 1]?.[0] }));
  facts.quotas = [...facts.quotas.filter((quota) => quota.category !== category), ...rows];
};

const LONG_AGO = firstDay(2012 * 12);

/** Cuts the quota of the main category in the last month to the seats held then, and `change` more. */
const cutTo =
  (change: number) =>
  (facts: UnitFacts, _cast: unknown, { window }: Bench): Outcome => {
    const { category } = facts.unit.style;
    const held = occupied(facts.seats, window.asOf, category);
    const most = mostOccupied(facts.seats, category, window.start, window.asOf);
    setQuota(facts, category, [LONG_AGO, most], [firstDay(window.last), held + change]);
    return { expected: { category, over: Math.max(0, -change) } };
  };

const roomy = ({ people }: { readonly people: number }): boolean => people >= 10;

const entry = (bench: Bench) =>
  member(bench, {
    entered: bench.window.eventsTo - 80,
    category: bench.unit.style.category,
    body: bench.unit.bodies[0]!,
  });

/** Around the entry the quota is what was held the moment before, plus `room`. */
const quotaAtEntry =
  (room: number) =>
  (facts: UnitFacts, _cast: unknown, { window }: Bench): void => {
    const { category } = facts.unit.style;
    const on = window.eventsTo - 80;
    const before = occupied(
      facts.seats.filter((seat) => seat.from !== on),
      on,
      category,
    );
    const most = mostOccupied(facts.seats, category, window.start, window.asOf);
    setQuota(facts, category, [LONG_AGO, most], [on - 5, before + room], [on + 40, most]);
  };

/** Somebody who is approved to enter after the last day, and whom no department has yet. */
const toCome = (bench: Bench): Dossier[] => {
  const person = member(bench, {
    entered: bench.window.asOf + 20,
    category: bench.unit.style.category,
    body: bench.unit.bodies[0]!,
  });
  const stay = mainStay(person);
  stay.seated = stay.employed = stay.paid = false;
  stay.entry!.approvedOn = bench.window.asOf - 10;
  stay.entry!.expiresOn = bench.window.asOf + 170;
  stay.entry!.registeredOn = undefined;
  return [person];
};

const VACANT = 0.4;

const vacantFrom =
  (from: (bench: Bench) => Day, authorised: (held: number) => number) =>
  (facts: UnitFacts, _cast: unknown, bench: Bench): void => {
    const { category } = facts.unit.style;
    const most = mostOccupied(facts.seats, category, bench.window.start, bench.window.asOf);
    const held = occupied(facts.seats, bench.window.asOf);
    const others = held - occupied(facts.seats, bench.window.asOf, category);
    setQuota(facts, category, [LONG_AGO, most], [from(bench), authorised(held) - others]);
    for (const quota of facts.quotas)
      if (quota.category !== category && quota.to === undefined)
        quota.number = occupied(facts.seats, bench.window.asOf, quota.category);
  };

const twoYearsAgo = ({ window }: Bench): Day => firstDay(window.last - 20);

export const quotaRecipes: readonly Recipe[] = [
  {
    rule: 'R01',
    kind: 'hit',
    variant: 'quota-cut',
    about: 'unit',
    slot: 'quota',
    calm: true,
    people: 0,
    fits: roomy,
    shape: cutTo(-1),
    en: 'One seat more is held than the quota has since it was cut.',
    zh: '核减编制后实有人员超出核定数一名。',
  },
  {
    rule: 'R01',
    kind: 'hit',
    variant: 'quota-cut-by-several',
    about: 'unit',
    slot: 'quota',
    calm: true,
    people: 0,
    fits: roomy,
    shape: cutTo(-3),
    en: 'Three seats more are held than the quota has since it was cut.',
    zh: '核减编制后实有人员超出核定数三名。',
  },
  {
    rule: 'R01',
    kind: 'near-miss',
    variant: 'exactly-full',
    about: 'unit',
    slot: 'quota',
    calm: true,
    people: 0,
    fits: roomy,
    shape: cutTo(0),
    en: 'As many seats are held as the quota has.',
    zh: '实有人员与核定编制数相等。',
  },
  {
    rule: 'R01',
    kind: 'near-miss',
    variant: 'full-with-a-hire-to-come',
    about: 'unit',
    slot: 'quota',
    calm: true,
    moves: true,
    people: 1,
    fits: roomy,
    cast: toCome,
    shape: cutTo(0),
    en: 'The posts are full, and somebody is approved to enter: a warning only.',
    zh: '编制已满，另有一名已核准待入编，仅作预警。',
  },
  {
    rule: 'R01',
    kind: 'near-miss',
    variant: 'exempt-seat',
    about: 'unit',
    slot: 'quota',
    calm: true,
    people: 1,
    fits: roomy,
    cast: (bench) => {
      const person = member(bench, { category: bench.unit.style.category, body: bench.unit.bodies[0]! });
      mainStay(person).exempt = true;
      return [person];
    },
    shape: cutTo(0),
    en: 'One seat beyond the quota is exempt from it.',
    zh: '超出的一名人员按规定不占编。',
  },
  {
    rule: 'R02',
    kind: 'hit',
    variant: 'full-at-entry',
    about: 'person',
    slot: 'quota',
    calm: true,
    moves: true,
    people: 1,
    fits: roomy,
    cast: (bench) => [entry(bench)],
    shape: quotaAtEntry(0),
    en: 'Entered while all posts were taken; the quota was raised only later.',
    zh: '进人时编制已满，事后才增加编制。',
  },
  {
    rule: 'R02',
    kind: 'hit',
    variant: 'over-at-entry',
    about: 'person',
    slot: 'quota',
    calm: true,
    moves: true,
    people: 1,
    fits: roomy,
    cast: (bench) => [entry(bench)],
    shape: quotaAtEntry(-1),
    en: 'Entered while the unit was over its quota; the quota was raised only later.',
    zh: '进人时已经超编，事后才增加编制。',
  },
  {
    rule: 'R02',
    kind: 'near-miss',
    variant: 'last-vacancy',
    about: 'person',
    slot: 'quota',
    calm: true,
    moves: true,
    people: 1,
    fits: roomy,
    cast: (bench) => [entry(bench)],
    shape: quotaAtEntry(1),
    en: 'Entered on the last vacant post.',
    zh: '使用最后一名空编进人。',
  },
  {
    rule: 'R02',
    kind: 'near-miss',
    variant: 'exempt-entry',
    about: 'person',
    slot: 'quota',
    calm: true,
    moves: true,
    people: 1,
    fits: roomy,
    cast: (bench) => {
      const person = entry(bench);
      mainStay(person).exempt = true;
      return [person];
    },
    shape: quotaAtEntry(0),
    en: 'Entered a full unit on a seat exempt from the quota.',
    zh: '满编单位接收按规定不占编的人员。',
  },
  {
    rule: 'R02',
    kind: 'near-miss',
    variant: 'successor-on-the-day',
    about: 'person',
    slot: 'quota',
    calm: true,
    moves: true,
    people: 2,
    fits: roomy,
    cast: (bench) => {
      const before = member(bench, { category: bench.unit.style.category, body: bench.unit.bodies[0]! });
      leave(bench, before, 'RESIGNATION', bench.window.eventsTo - 80);
      return [entry(bench), before];
    },
    shape: quotaAtEntry(1),
    en: 'Entered a full unit on the very day on which a predecessor left.',
    zh: '满编单位在前任出编当日进人。',
  },
  {
    rule: 'R19',
    kind: 'hit',
    variant: 'vacant-for-long',
    about: 'unit',
    slot: 'quota',
    calm: true,
    people: 0,
    fits: roomy,
    shape: vacantFrom(twoYearsAgo, (held) => Math.ceil(held / (1 - VACANT))),
    en: 'Two fifths of the posts have been vacant for more than a year.',
    zh: '空编率约四成，已持续一年以上。',
  },
  {
    rule: 'R19',
    kind: 'near-miss',
    variant: 'eleven-months',
    about: 'unit',
    slot: 'quota',
    calm: true,
    people: 0,
    fits: roomy,
    shape: vacantFrom(
      ({ window }) => firstDay(window.last - 10),
      (held) => Math.ceil(held / (1 - VACANT)),
    ),
    en: 'Two fifths of the posts have been vacant for eleven months.',
    zh: '空编率约四成，但仅持续十一个月。',
  },
  {
    rule: 'R19',
    kind: 'near-miss',
    variant: 'at-the-threshold',
    about: 'unit',
    slot: 'quota',
    calm: true,
    people: 0,
    fits: roomy,
    shape: vacantFrom(twoYearsAgo, (held) => Math.floor((held * 4) / 3)),
    en: 'A quarter of the posts, the threshold itself, has been vacant for more than a year.',
    zh: '空编率恰好不超过四分之一的阈值。',
  },
];
