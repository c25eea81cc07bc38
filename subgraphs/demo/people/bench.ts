import type { Day, Window } from '../base/calendar.ts';
import type { IdentitySource } from '../base/numbers.ts';
import type { Random } from '../base/random.ts';
import { statutoryRetirement, type Retiree } from '../base/retirement-age.ts';
import type { Plan, UnitPlan } from '../district/plan.ts';

/** What is at hand while a unit is filled with people. */
export interface Bench {
  readonly window: Window;
  readonly plan: Plan;
  readonly identities: IdentitySource;
  readonly pidOf: (identityNumber: string) => string;
  /** Chance of the unit at hand. */
  readonly chance: Random;
  readonly unit: UnitPlan;
  /** A later unit where somebody of this unit may go to or be lent to, if there is one. */
  readonly later: (wanted: (unit: UnitPlan) => boolean) => UnitPlan | undefined;
  /** Tells a later unit of somebody who will hold a seat there. */
  readonly send: (unit: UnitPlan, seat: SeatPeriod) => void;
}

/** A seat counted against a unit's quota for a while. */
export interface SeatPeriod {
  readonly category: string;
  readonly from: Day;
  readonly to: Day | undefined;
  readonly exempt: boolean;
}

/** No living person was born before this day or retires after it; only bounds the search. */
const EARLIEST = -14_000;
const LATEST = 16_000;

const searched = new Map<string, Day>();

const search = (day: Day, who: Omit<Retiree, 'born'>): Day => {
  let low = EARLIEST;
  let high = LATEST;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (statutoryRetirement({ ...who, born: middle }) >= day) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** The first day of birth from which on the statutory age is reached on `day` or later. */
export const bornToRetireFrom = (day: Day, who: Omit<Retiree, 'born'>): Day => {
  const key = `${day}${who.sex}${who.worker}`;
  const known = searched.get(key) ?? search(day, who);
  searched.set(key, known);
  return known;
};
