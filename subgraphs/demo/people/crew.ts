import { addMonths, type Day } from '../base/calendar.ts';
import { INFLUENCE_MONTHS, type Measure } from '../base/vocabulary.ts';
import type { UnitPlan } from '../district/plan.ts';
import type { Bench } from './bench.ts';
import { documentNumber, settleCareer } from './career.ts';
import { mainStay, type Decision, type Dossier } from './dossier.ts';
import { appointLeaders, leadershipFor, type Leadership, type Reserved } from './leadership.ts';
import { left, monthStart, retired, transfer } from './leaving.ts';
import { offQuota } from './off-quota.ts';
import { draftMember } from './staff.ts';

/** The people of one unit, and the limits of its leadership. */
export interface Crew {
  readonly people: Dossier[];
  readonly leadership: Leadership;
}

/** Shares of a unit's people, as data of the invented district. */
const SHARES = {
  hired: 0.06,
  retired: 0.028,
  died: 0.004,
  resigned: 0.006,
  movedAway: 0.006,
  expelled: 0.002,
} as const;
const TRANSFERRED = 0.006;
const SANCTIONED = 0.01;
const LENT = 0.012;
const LONG_SICK = 0.003;

const portion = ({ chance }: Bench, people: number, share: number): number =>
  Math.floor(people * share + chance.next());

const ADMIN: readonly Measure[] = [
  'ADMIN_WARNING',
  'ADMIN_DEMERIT',
  'ADMIN_MAJOR_DEMERIT',
  'ADMIN_DEMOTION',
  'PARTY_WARNING',
  'PARTY_SERIOUS_WARNING',
];
const INSTITUTION: readonly Measure[] = [
  'INSTITUTION_WARNING',
  'INSTITUTION_DEMERIT',
  'INSTITUTION_POST_LOWERED',
];

/** Measures that suit the employment of a unit's people. */
const measuresOf = (unit: UnitPlan): readonly Measure[] =>
  unit.style.category === 'PUBLIC_INSTITUTION' ? INSTITUTION : ADMIN;

/** An effective decision with its influence period. */
export const decision = (bench: Bench, measure: Measure, on: Day): Decision => ({
  measure,
  on,
  influenceEnds: INFLUENCE_MONTHS[measure] > 0 ? addMonths(on, INFLUENCE_MONTHS[measure]) : undefined,
  document: documentNumber(measure.startsWith('PARTY_') ? '云纪' : '云监政', on, bench.chance),
});

const maybeSanctioned = (bench: Bench): Decision[] => {
  const { chance, window, unit } = bench;
  if (!chance.chance(SANCTIONED)) return [];
  return [decision(bench, chance.pick(measuresOf(unit)), chance.between(window.start, window.eventsTo))];
};

/** Special quotas are not lent out. */
const lendable = ({ category }: { readonly category: string }): boolean =>
  category !== 'POLITICAL_LEGAL' && category !== 'LAW_ENFORCEMENT';

const lend = (bench: Bench, person: Dossier): void => {
  const { chance, window } = bench;
  const to = bench.later(() => true);
  if (to === undefined || !lendable(mainStay(person))) return;
  const open = chance.chance(0.4);
  const from = open
    ? window.asOf - 20 - chance.int(120)
    : chance.between(window.start, window.eventsTo - 190);
  const due = addMonths(from, 6) - 1;
  person.loans.push({ to, kind: 'LOAN', from, due, returned: open ? undefined : due - chance.int(20) });
  if (open) person.status = 'ON_LOAN';
};

const sicken = ({ chance, window }: Bench, person: Dossier): void => {
  const first = chance.between(window.first + 2, window.last - 6);
  person.absences.push({ first, last: Math.min(window.last, first + 3 + chance.int(5)), leave: true });
};

const hiredOn = ({ chance, window }: Bench): Day =>
  chance.between(window.eventsFrom, window.eventsTo) - chance.int(3);

/** What is left out of a unit because a planted case needs the room. */
export interface Calm extends Reserved {
  readonly noEntries: boolean;
  readonly noMoves: boolean;
}

const leavers = (bench: Bench, people: number): Dossier[] => {
  const times = (share: number, make: () => Dossier): Dossier[] =>
    Array.from({ length: portion(bench, people, share) }, make);
  return [
    ...times(SHARES.retired, () => retired(bench)),
    ...times(SHARES.died, () => left(bench, 'DEATH')),
    ...times(SHARES.resigned, () => left(bench, 'RESIGNATION')),
    ...times(SHARES.movedAway, () => left(bench, 'TRANSFER_OUT')),
    ...times(SHARES.expelled, () => left(bench, 'EXPULSION')),
  ];
};

/** Small changes in the working life of those in post: they move on, are lent out, fall ill. */
const live = (bench: Bench, person: Dossier, calm: Calm): void => {
  const { chance, window } = bench;
  const member = person.posts.every(({ level }) => level === undefined);
  const settled = mainStay(person).from < window.start && person.decisions.length === 0 && member;
  if (settled && !calm.noMoves && chance.chance(TRANSFERRED) && transfer(bench, person, monthStart(bench)))
    return;
  if (settled && chance.chance(LENT)) lend(bench, person);
  else if (chance.chance(LONG_SICK)) sicken(bench, person);
};

/** Fills a unit with `count` people: those in post, those who came and went in the window, those outside the quota. */
export const crewOf = (bench: Bench, count: number, calm: Calm): Crew => {
  const { chance, window, unit } = bench;
  const outside = count < 12 ? 0 : Math.round(count * unit.style.offQuota);
  const gone = calm.noMoves ? [] : leavers(bench, count);
  const hires = calm.noEntries || calm.noMoves ? 0 : portion(bench, count, SHARES.hired);
  const inPost = Math.max(0, count - outside - gone.length);
  const people = Array.from({ length: inPost }, (_, order) =>
    order < hires
      ? draftMember(bench, { entered: hiredOn(bench) })
      : draftMember(bench, { decisions: maybeSanctioned(bench) }),
  );
  const leadership = leadershipFor(inPost);
  appointLeaders(bench, people, leadership, calm);
  for (const person of people) {
    settleCareer(person, window);
    live(bench, person, calm);
  }
  const auxiliaries = Array.from({ length: outside }, () =>
    chance.chance(0.1)
      ? offQuota(bench, window.start + chance.int(300), window.eventsTo - chance.int(90))
      : offQuota(bench),
  );
  return { people: [...people, ...gone, ...auxiliaries], leadership };
};
