// Districts of which the rules are to show the same as plain SQL.
import { random } from '../../../subgraphs/demo/base/random.ts';
import { monthIndex, monthText } from '../../../subgraphs/demo/base/calendar.ts';
import { UNTIL } from '../../../subgraphs/demo/generate.ts';

/** People, seed and last month of a district. */
export type DistrictKey = readonly [people: number, seed: number, until: string];

const FIXED: readonly DistrictKey[] = [
  [600, 1, '2026-10'],
  [900, 11, '2025-03'],
];

/** Months before the last one that a district may end in. */
const MONTHS_BACK = 60;

const anyDistrict = (order: number): DistrictKey => {
  const chance = random(20_260_930, order);
  return [
    600 + chance.int(600),
    1000 + chance.int(1_000_000),
    monthText(monthIndex(UNTIL) - chance.int(MONTHS_BACK)),
  ];
};

/** Two districts, or as many as FOURNETS_DISTRICTS says: the further ones are drawn, the same ones each time. */
export const districtsToProve = (): DistrictKey[] => {
  const wanted = Number(process.env['FOURNETS_DISTRICTS'] ?? FIXED.length);
  return Array.from({ length: wanted }, (_, order) => FIXED[order] ?? anyDistrict(order));
};
