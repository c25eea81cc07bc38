import type { Day } from '../base/calendar.ts';
import type { UnitPlan } from '../district/plan.ts';
import { day, line, type Rows } from '../rows/tables.ts';

/** A problem of a unit, and the finding that goes with it as a run of the rule left it. */
export interface Problem {
  readonly rule: string;
  readonly period: string;
  readonly state: 'RECTIFYING' | 'CLOSED' | 'CONSOLIDATED';
  readonly opened: Day;
  readonly closed: Day | undefined;
  /** Day of the facts that the rule was run on last, and whether it found the unit then. */
  readonly seen: { readonly on: Day; readonly present: boolean };
}

const DAYS_TO_RECTIFY = 60;

/** A unit's problems with their findings. */
export const writeProblems = (
  { write }: Rows,
  { code, index }: UnitPlan,
  problems: readonly Problem[],
): void => {
  problems.forEach(({ rule, period, state, opened, closed, seen }, order) => {
    const number = `云编督${index}-${order + 1}`;
    const due = opened + DAYS_TO_RECTIFY;
    const [by, conclusion] = closed === undefined ? [] : ['director', '已整改到位'];
    write(
      'problem',
      line(
        number,
        rule,
        'INSTITUTION',
        code,
        period,
        code,
        '责任不落实',
        '限期整改',
        code,
        day(due),
        state,
        day(opened),
        'section-clerk',
        day(closed),
        by,
        conclusion,
        `云编督〔${String(day(opened)).slice(0, 4)}〕${index}号`,
      ),
    );
    const said = ['The unit was found by the rule.', '规则发现该单位。'];
    const judged = ['section-clerk', day(opened), '核实'];
    write(
      'finding',
      line(
        ...[rule, 1, 'INSTITUTION', code, period, code, 'RED', 'CONFIRMED', seen.present],
        ...[number, ...said, day(opened), day(seen.on), day(seen.on), ...judged],
      ),
    );
  });
};
