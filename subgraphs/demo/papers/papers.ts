// What the establishment office keeps about a unit beside its posts and people: an orderly unit's papers.
import type { Window } from '../base/calendar.ts';
import type { UnitPlan } from '../district/plan.ts';
import type { Dossier, StaffingPlan } from '../people/dossier.ts';
import type { Rows } from '../rows/tables.ts';
import { mattersOf, writeMatters, type Matter } from './matters.ts';
import { plansOf, writePlans } from './plans.ts';
import { writeProblems, type Problem } from './problems.ts';
import { reportsOf, writeReports, type ReportDuty } from './reports.ts';

/** The papers of a unit. */
export interface Papers {
  readonly matters: Matter[];
  readonly plans: StaffingPlan[];
  readonly reports: ReportDuty[];
  readonly problems: Problem[];
}

/** The papers of a unit in which nothing is amiss. */
export const papersOf = (unit: UnitPlan, people: readonly Dossier[], window: Window): Papers => ({
  matters: mattersOf(unit, window),
  plans: plansOf(unit, people, window),
  reports: reportsOf(unit, window),
  problems: [],
});

/** Writes the papers of a unit. */
export const writePapers = (
  out: Rows,
  unit: UnitPlan,
  { matters, plans, reports, problems }: Papers,
): void => {
  writeMatters(out, unit, matters);
  writePlans(out, unit, plans);
  writeReports(out, unit, reports);
  writeProblems(out, unit, problems);
};
