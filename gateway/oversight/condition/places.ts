// Levels, grades and ranks have an order that their names do not show. Source: 公务员法 art. 18, 19 (2018).

const RANKS = [
  'CLERK_2',
  'CLERK_1',
  'PRINCIPAL_4',
  'PRINCIPAL_3',
  'PRINCIPAL_2',
  'PRINCIPAL_1',
  'CONSULTANT_4',
  'CONSULTANT_3',
  'CONSULTANT_2',
  'CONSULTANT_1',
  'COUNSEL_2',
  'COUNSEL_1',
];

/** Levels of leaders, from section level up; a place holds the names of equal height. */
const LEVELS = [
  ['SECTION', 'SECTION_DEPUTY', 'SECTION_HEAD'],
  ['TOWNSHIP_DEPUTY'],
  ['TOWNSHIP_HEAD'],
  ['COUNTY_DEPUTY'],
  ['COUNTY_HEAD'],
  ['BUREAU_DEPUTY'],
  ['BUREAU_HEAD'],
];

/** Place of a leadership level, or of an institution's grade on the same scale, from 1 for section level; 0 where it is unknown. */
export const levelPlace = (level: string): bigint =>
  BigInt(LEVELS.findIndex((names) => names.includes(level)) + 1);

/** Levels of bodies that decide matters, from the institution itself up. Source: 中国共产党机构编制工作条例 (2019). */
const DECIDING_LEVELS = ['UNIT', 'OFFICE', 'COMMISSION', 'PARTY_COMMITTEE', 'SUPERIOR'];

/** Steps of a matter, none of which may be skipped. Source: 中国共产党机构编制工作条例 (2019). */
const MATTER_STEPS = ['MOTION', 'APPRAISAL', 'DECISION', 'IMPLEMENTATION'];

/** Place of the level that decides a matter, from 1 for the institution itself; 0 where it is unknown. */
export const decidingPlace = (level: string): bigint => BigInt(DECIDING_LEVELS.indexOf(level) + 1);

/** Place of a step of a matter, from 1 for the motion; 0 where it is unknown. */
export const stepPlace = (step: string): bigint => BigInt(MATTER_STEPS.indexOf(step) + 1);

/** Place of a rank, from 1 for the lowest; 0 where it is unknown. */
export const rankPlace = (rank: string): bigint => BigInt(RANKS.indexOf(rank) + 1);
