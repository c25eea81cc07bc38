import { firstDay, yearOf, type Day, type Window } from '../base/calendar.ts';
import type { UnitPlan } from '../district/plan.ts';
import { day, line, type Rows } from '../rows/tables.ts';

/** A report that a unit owes, and the day on which it came. */
export interface ReportDuty {
  readonly kind: 'ANNUAL' | 'SELF_CHECK';
  readonly period: string;
  readonly due: Day;
  readonly received: Day | undefined;
}

const DOCUMENT = '云编办〔2019〕9号';

/** The yearly reports that fell due in the window: by the last day of March, and all of them came in time. */
export const reportsOf = (unit: UnitPlan, { start, asOf }: Window): ReportDuty[] =>
  unit.people === 0
    ? []
    : [yearOf(asOf) - 1, yearOf(asOf)]
        .map((year) => ({ year, due: firstDay(year * 12 + 3) - 1 }))
        .filter(({ due }) => due >= start && due <= asOf)
        .map(({ year, due }) => ({
          kind: 'ANNUAL',
          period: String(year - 1),
          due,
          received: due - 3 - (unit.index % 40),
        }));

/** What a unit owed, and what came. */
export const writeReports = ({ write }: Rows, { code }: UnitPlan, reports: readonly ReportDuty[]): void => {
  for (const { kind, period, due, received } of reports) {
    write('report_duty', line(code, kind, period, day(due), DOCUMENT));
    if (received !== undefined) write('report', line(code, kind, period, day(received), null));
  }
};
