import { firstDay, type Day, type Window } from '../base/calendar.ts';
import type { UnitPlan } from '../district/plan.ts';
import { day, line, type Rows } from '../rows/tables.ts';

export interface Step {
  readonly step: 'MOTION' | 'APPRAISAL' | 'DECISION' | 'IMPLEMENTATION';
  readonly on: Day;
  readonly body: string;
}

/** A matter of a unit with the steps that it has taken. */
export interface Matter {
  readonly reference: string;
  readonly kind: 'INSTITUTION' | 'QUOTA' | 'LEADER_POSTS' | 'STAFFING_PLAN';
  readonly title: string;
  readonly decided: { readonly level: string; readonly on: Day } | undefined;
  readonly steps: readonly Step[];
}

const AUTHORITY_DOCUMENT = '云编委〔2019〕1号';

/** Who may decide, as data of the invented district. */
const AUTHORITIES: readonly (readonly [kind: Matter['kind'], level: string])[] = [
  ['INSTITUTION', 'PARTY_COMMITTEE'],
  ['QUOTA', 'COMMISSION'],
  ['LEADER_POSTS', 'COMMISSION'],
  ['STAFFING_PLAN', 'OFFICE'],
];

/** Days from the motion to each step. */
const PACE = { APPRAISAL: 20, DECISION: 45, IMPLEMENTATION: 75 } as const;

/** A matter that was moved on a day and took every step in its turn. */
export const properMatter = (unit: UnitPlan, order: number, on: Day): Matter => ({
  reference: `云编事${unit.index}-${order}`,
  kind: 'QUOTA',
  title: `调整${unit.name}编制`,
  decided: { level: 'COMMISSION', on: on + PACE.DECISION },
  steps: [
    { step: 'MOTION', on, body: unit.name },
    { step: 'APPRAISAL', on: on + PACE.APPRAISAL, body: '区委编办' },
    { step: 'DECISION', on: on + PACE.DECISION, body: '区委编委' },
    { step: 'IMPLEMENTATION', on: on + PACE.IMPLEMENTATION, body: '区委编办' },
  ],
});

/** Every third unit had a matter in the window. */
export const mattersOf = (unit: UnitPlan, { first }: Window): Matter[] =>
  unit.people > 0 && unit.index % 3 === 0
    ? [properMatter(unit, 1, firstDay(first + 1 + (unit.index % 12)))]
    : [];

/** The levels that matters need in the district. */
export const writeAuthorities = ({ write }: Rows): void => {
  for (const [kind, level] of AUTHORITIES)
    write('matter_authority', line(kind, level, '2019-08-05', null, AUTHORITY_DOCUMENT));
};

/** A unit's matters. */
export const writeMatters = ({ write }: Rows, { code, name }: UnitPlan, matters: readonly Matter[]): void => {
  for (const { reference, kind, title, decided, steps } of matters) {
    const document =
      decided === undefined ? null : `云编委〔${String(day(decided.on)).slice(0, 4)}〕${reference}`;
    write(
      'matter',
      line(reference, kind, code, title, name, day(steps[0]!.on), decided?.level, day(decided?.on), document),
    );
    for (const { step, on, body } of steps)
      write('matter_step', line(reference, code, step, day(on), body, document));
  }
};
