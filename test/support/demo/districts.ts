// Districts of which the rules are to show the same as plain SQL.
import { random } from '../../../subgraphs/demo/base/random.ts';
import { dayText, firstDay, monthIndex } from '../../../subgraphs/demo/base/calendar.ts';
import { UNTIL } from './district.ts';

/** People, seed, and the day or the month until which a district is invented. */
export type DistrictKey = readonly [people: number, seed: number, until: string];

const FIXED: readonly DistrictKey[] = [
  [600, 1, '2026-10'],
  [900, 11, '2025-03-13'],
];

/** Months before the last one that a district may stand in. */
const MONTHS_BACK = 60;

/** Days of every month. */
const DAYS = 28;

const anyDistrict = (order: number): DistrictKey => {
  const chance = random(20_260_930, order);
  const [people, seed] = [600 + chance.int(600), 1000 + chance.int(1_000_000)];
  const month = monthIndex(UNTIL) - chance.int(MONTHS_BACK);
  return [people, seed, dayText(firstDay(month) + chance.int(DAYS))];
};

/** Two districts, or as many as FOURNETS_DISTRICTS says: the further ones are drawn, the same ones each time. */
export const districtsToProve = (): DistrictKey[] => {
  const wanted = Number(process.env['FOURNETS_DISTRICTS'] ?? FIXED.length);
  return Array.from({ length: wanted }, (_, order) => FIXED[order] ?? anyDistrict(order));
};
