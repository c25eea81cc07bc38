import { firstDay, lastDay, WINDOW_MONTHS, yearOf, type Day, type Window } from '../base/calendar.ts';
import type { Random } from '../base/random.ts';
import type { Funding, Grade, Level, Role } from '../base/vocabulary.ts';
import type { SeatPeriod } from '../people/bench.ts';
import { holds, type Dossier } from '../people/dossier.ts';
import { agencyOf } from '../people/off-quota.ts';
import type { Leadership } from '../people/leadership.ts';
import { papersOf, type Papers } from '../papers/papers.ts';
import { deputyLevel, headLevel, type UnitPlan } from './plan.ts';

export interface Quota {
  readonly category: string;
  number: number;
  readonly from: Day;
  to?: Day | undefined;
}

/** Posts of one title: a part of the public-institution quota. */
export interface TitledPosts {
  readonly title: string;
  readonly number: number;
  readonly from: Day;
}

export interface Version {
  readonly name: string;
  readonly grade: Grade;
  readonly funding: Funding;
  readonly from: Day;
  to?: Day | undefined;
}

export interface Limit {
  readonly level: Level;
  readonly role: Role;
  number: number;
}

export interface Body {
  readonly name: string;
  readonly heads: number;
  readonly deputies: number;
  readonly from: Day;
  readonly to?: Day | undefined;
}

export interface Budget {
  /** Code of the unit, or of a body that the register lacks. */
  readonly code: string;
  name: string;
  readonly category: string;
  readonly year: number;
  readonly headcount: number;
  funding: Funding;
  readonly fen: number;
}

export interface AgencyPayment {
  readonly month: number;
  readonly agency: string;
  readonly headcount: number;
  fen: number;
}

/** What the departments will know of one unit beside its people. */
export interface UnitFacts {
  readonly unit: UnitPlan;
  versions: Version[];
  quotas: Quota[];
  readonly posts: readonly TitledPosts[];
  limits: Limit[];
  bodies: Body[];
  controls: { number: number; readonly from: Day }[];
  budgets: Budget[];
  /** Operating spend in fen of each month of the window. */
  spend: number[];
  agency: AgencyPayment[];
  /** What the establishment office keeps beside posts and people. */
  readonly papers: Papers;
  /** Seats that count against the quota, of those who come from other units, too. */
  readonly seats: readonly SeatPeriod[];
}

/** Cost of one off-quota post in a month, in fen: a fixed rate of the invented district. */
export const OFF_QUOTA_COST_FEN = 6200_00;

const SINCE = firstDay(2006 * 12);
const QUOTAS_SINCE = firstDay(2012 * 12);

/** Seats held on a day that count against the quota. */
export const occupied = (seats: readonly SeatPeriod[], day: Day, category?: string): number =>
  seats.filter(
    (seat) =>
      !seat.exempt &&
      (category === undefined || seat.category === category) &&
      holds(day, seat.from, seat.to),
  ).length;

/** The most seats held on any day of a period: the number only grows on a day of entry. */
export const mostOccupied = (seats: readonly SeatPeriod[], category: string, from: Day, to: Day): number => {
  const days = seats.filter((seat) => seat.category === category && seat.from > from && seat.from <= to);
  return Math.max(...[from, ...days.map((seat) => seat.from)].map((day) => occupied(seats, day, category)));
};

/** The seats that the people of a unit hold there. */
const seatsOf = (people: readonly Dossier[], unit: UnitPlan): SeatPeriod[] =>
  people.flatMap(({ stays }) =>
    stays
      .filter((stay) => stay.unit === unit && stay.seated)
      .map(({ category, from, seatTo, exempt }) => ({ category, from, to: seatTo, exempt })),
  );

/** A share of vacant posts above this for a whole year would be a finding. */
const MOST_VACANT = 0.2;

const quotasOf = (seats: readonly SeatPeriod[], window: Window, chance: Random): Quota[] =>
  [...new Set(seats.map(({ category }) => category))].sort().flatMap((category) => {
    const now = mostOccupied(seats, category, firstDay(window.last - 11), window.asOf);
    const most = mostOccupied(seats, category, window.start, window.asOf);
    const spare = now >= 12 && chance.chance(0.5) ? 1 : 0;
    if ((most - now) / Math.max(1, most) <= MOST_VACANT / 2)
      return [{ category, number: most + spare, from: QUOTAS_SINCE }];
    const cut = firstDay(window.last - 11);
    return [
      { category, number: most, from: QUOTAS_SINCE, to: cut },
      { category, number: now, from: cut },
    ];
  });

/** Posts by title as a public institution's plan of posts has them: one for everybody who holds the title. */
const postsOf = (people: readonly Dossier[], unit: UnitPlan, { asOf }: Window): TitledPosts[] => {
  const held = people
    .filter(({ stays }) => stays.some((stay) => stay.unit === unit && stay.category === 'PUBLIC_INSTITUTION'))
    .flatMap(({ posts }) => posts)
    .filter((post) => post.unit === unit && post.role === 'MEMBER' && holds(asOf, post.from, post.to));
  const titles = [...new Set(held.map(({ title }) => title))].sort();
  return titles.map((title) => ({
    title,
    number: held.filter((post) => post.title === title).length,
    from: QUOTAS_SINCE,
  }));
};

const AVERAGE_COST_FEN = 126_000_00;

const budgetsOf = (unit: UnitPlan, seats: readonly SeatPeriod[], window: Window): Budget[] =>
  [yearOf(window.asOf) - 1, yearOf(window.asOf)].flatMap((year) =>
    [...new Set(seats.map(({ category }) => category))].sort().map((category) => {
      const headcount = mostOccupied(seats, category, firstDay(year * 12), lastDay(year * 12 + 11));
      const fen = headcount * AVERAGE_COST_FEN;
      return { code: unit.code, name: unit.name, category, year, headcount, funding: unit.funding, fen };
    }),
  );

/** Payments to the labour-dispatch company: the posts registered at any time of the month, at the fixed rate. */
const agencyOfMonths = (unit: UnitPlan, people: readonly Dossier[], window: Window): AgencyPayment[] =>
  Array.from({ length: WINDOW_MONTHS }, (_, order) => window.first + order).flatMap((month) => {
    const headcount = people
      .flatMap(({ offQuota }) => offQuota)
      .filter(({ from, to }) => from <= lastDay(month) && (to === undefined || to > firstDay(month))).length;
    return headcount === 0
      ? []
      : [{ month, agency: agencyOf(unit), headcount, fen: headcount * OFF_QUOTA_COST_FEN }];
  });

const controlsOf = (people: readonly Dossier[], chance: Random): UnitFacts['controls'] => {
  const most = people.filter(({ offQuota }) => offQuota.length > 0).length;
  return most === 0 ? [] : [{ number: most + chance.int(2), from: QUOTAS_SINCE }];
};

/** The facts that suit the people of a unit: nothing in them is over a limit or missing. */
export const factsOf = (
  unit: UnitPlan,
  people: readonly Dossier[],
  incoming: readonly SeatPeriod[],
  { deputies, bodyDeputies }: Leadership,
  window: Window,
  chance: Random,
): UnitFacts => {
  const seats = [...seatsOf(people, unit), ...incoming];
  const root = unit.people === 0;
  return {
    unit,
    versions: [{ name: unit.name, grade: unit.grade, funding: unit.funding, from: SINCE }],
    quotas: quotasOf(seats, window, chance),
    posts: postsOf(people, unit, window),
    limits: root
      ? []
      : [
          { level: headLevel(unit.grade), role: 'HEAD', number: 1 },
          { level: deputyLevel(unit.grade), role: 'DEPUTY', number: deputies },
        ],
    bodies: root ? [] : unit.bodies.map((name) => ({ name, heads: 1, deputies: bodyDeputies, from: SINCE })),
    controls: controlsOf(people, chance),
    budgets: budgetsOf(unit, seats, window),
    spend: Array.from(
      { length: WINDOW_MONTHS },
      () => (40_000 + unit.people * chance.between(300, 900)) * 100,
    ),
    agency: agencyOfMonths(unit, people, window),
    papers: papersOf(unit, people, window),
    seats,
  };
};
