import type { DepartmentName } from '../../../schema/departments.ts';

/** The three counts: seats of the roster, HR's register, the payroll of the month. */
export const SIDES = ['seated', 'employed', 'paid'] as const;
export type Side = (typeof SIDES)[number];

/** Whose count it is. */
export const OWNER_OF: Readonly<Record<Side, DepartmentName>> = {
  seated: 'establishment',
  employed: 'hr',
  paid: 'finance',
};

/** Whether somebody is in a count; null where its owner refused or did not answer. */
export type Mark = boolean | null;

/** Somebody at an institution, as the three counts have it. */
export interface Standing extends Readonly<Record<Side, Mark>> {
  readonly pid: string;
  /** Code of the institution; null where it is not even known which. */
  readonly unit: string | null;
}

/** What an owner says: the keys that it names, and whether these are all. */
export interface Said {
  readonly keys: ReadonlySet<string>;
  readonly whole: boolean;
}

/** What is not named is known to be absent only where all was named. */
const markOf = ({ keys, whole }: Said, key: string): Mark => keys.has(key) || (whole ? false : null);

const NAMES_NOTHING = '';

/** The keys that one owner at least names, each with its marks. */
const marked = (said: Readonly<Record<Side, Said>>): [string, Readonly<Record<Side, Mark>>][] => {
  const marks = (key: string): Readonly<Record<Side, Mark>> => ({
    seated: markOf(said.seated, key),
    employed: markOf(said.employed, key),
    paid: markOf(said.paid, key),
  });
  const keys = new Set(SIDES.flatMap((side) => [...said[side].keys]));
  return [...keys].sort().map((key) => [key, marks(key)]);
};

/** Where a person stands, by the institutions that each owner names. */
export const standingsOfPerson = (pid: string, units: Readonly<Record<Side, Said>>): Standing[] => {
  const known = marked(units).map(([unit, marks]): Standing => ({ pid, unit, ...marks }));
  if (known.length > 0 || SIDES.every((side) => units[side].whole)) return known;
  const marks = {
    seated: markOf(units.seated, NAMES_NOTHING),
    employed: markOf(units.employed, NAMES_NOTHING),
    paid: markOf(units.paid, NAMES_NOTHING),
  };
  return [{ pid, unit: null, ...marks }];
};

/** Who stands in an institution, by the people that each owner names there. */
export const standingsOfUnit = (unit: string, people: Readonly<Record<Side, Said>>): Standing[] =>
  marked(people).map(([pid, marks]): Standing => ({ pid, unit, ...marks }));

/** What the three counts come to for somebody at an institution. */
export type Verdict = 'AGREES' | 'DIFFERS' | 'UNKNOWN';

/** Nothing is a difference where one of the three is not known. */
export const verdictOf = (standing: Standing): Verdict => {
  const marks = SIDES.map((side) => standing[side]);
  if (marks.includes(null)) return 'UNKNOWN';
  return marks.every(Boolean) ? 'AGREES' : 'DIFFERS';
};
