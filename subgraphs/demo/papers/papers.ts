// What the establishment office keeps about a unit beside its posts and people: an orderly unit's papers.
import type { Window } from '../base/calendar.ts';
import type { UnitPlan } from '../district/plan.ts';
import type { Rows } from '../rows/tables.ts';
import { mattersOf, writeMatters, type Matter } from './matters.ts';

/** The papers of a unit. */
export interface Papers {
  readonly matters: Matter[];
}

/** The papers of a unit in which nothing is amiss. */
export const papersOf = (unit: UnitPlan, window: Window): Papers => ({ matters: mattersOf(unit, window) });

/** Writes the papers of a unit. */
export const writePapers = (out: Rows, unit: UnitPlan, { matters }: Papers): void => {
  writeMatters(out, unit, matters);
};
