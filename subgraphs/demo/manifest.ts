import { isMonth } from '../../schema/day.ts';
import { dayText, lastDay, monthIndex, windowUntil } from './base/calendar.ts';
import type { Case } from './cases/recipe.ts';
import type { District } from './generate.ts';

/** The answer key of a district: where cases are planted, and what only looks like one. The product never reads it. */
export interface Manifest {
  readonly people: number;
  readonly seed: number;
  readonly until: string;
  /** Day on which the rules are to be asked. */
  readonly asOf: string;
  readonly cases: readonly Case[];
}

/** The day on which a district is looked at. */
export const asOfOf = ({ until }: Pick<District, 'until'>): string => dayText(windowUntil(until).asOf);

/**
 * The day on which a district stands that is marked with a day or, by older versions, with its last month of pay: that
 * day, or the last one on which no later month is over. Findings may be of any day up to it, and never go back.
 */
export const standsOn = (until: string): string =>
  isMonth(until) ? dayText(lastDay(monthIndex(until) + 1) - 1) : until;

/** The cases of a district, found by making it once more. */
export const casesIn = (district: District): Case[] => {
  const cases: Case[] = [];
  for (const chunk of district.chunks()) cases.push(...chunk.cases);
  return cases;
};

/** The manifest of a district with these cases. */
export const manifestOf = (district: District, cases: readonly Case[]): Manifest => ({
  people: district.people,
  seed: district.seed,
  until: district.until,
  asOf: asOfOf(district),
  cases,
});
