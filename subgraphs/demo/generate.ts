import { CodedError } from '../../schema/errors.ts';
import { encrypt } from '../kit/identity/cipher.ts';
import { pidOf } from '../kit/identity/pid.ts';
import { windowUntil } from './base/calendar.ts';
import { identitySource } from './base/numbers.ts';
import { random } from './base/random.ts';
import { assign, type Assignment } from './cases/assign.ts';
import { casesOf, type Case } from './cases/recipe.ts';
import { factsOf } from './district/facts.ts';
import { PEOPLE_MAX, PEOPLE_MIN, planDistrict, type Plan, type UnitPlan } from './district/plan.ts';
import { writeAuthorities } from './papers/matters.ts';
import type { Bench, SeatPeriod } from './people/bench.ts';
import { crewOf } from './people/crew.ts';
import type { Dossier } from './people/dossier.ts';
import { monthsOf, writeMonths, type Month } from './rows/months.ts';
import { writePerson } from './rows/people.ts';
import { rows, type Rows, type TableRows } from './rows/tables.ts';
import { writeDivisions, writeTours, writeUnit } from './rows/units.ts';

/** The last month of pay where none is asked for. */
export const UNTIL = '2026-10';

export interface DistrictOptions {
  /** How many people, `PEOPLE_MIN` at least: everybody who worked here in the window, off-quota staff included. */
  readonly people: number;
  readonly seed: number;
  /** Last month of pay, YYYY-MM. */
  readonly until: string;
  /** Key of the persons' pids. */
  readonly pidKey: Buffer;
  /** Key under which human resources keeps the identity numbers. */
  readonly identityKey: Buffer;
}

/** Some units' rows by table, and the cases planted among them. */
export interface Chunk {
  readonly rows: ReadonlyMap<string, TableRows>;
  readonly cases: readonly Case[];
  /** People written so far. */
  readonly people: number;
}

/** An invented district. The same options give the same rows, but for the random part of the encryption. */
export interface District extends Omit<DistrictOptions, 'pidKey' | 'identityKey'> {
  /** Makes the rows anew, unit by unit, in memory that does not grow with the number of people. */
  readonly chunks: () => Generator<Chunk>;
}

/** Bytes of a chunk: large enough for COPY to be quick, small beside the memory of a process. */
const CHUNK_SIZE = 4_000_000;

interface Workshop {
  readonly options: DistrictOptions;
  readonly plan: Plan;
  readonly assignment: Assignment;
  readonly months: readonly Month[];
  readonly out: Rows;
  /** Seats announced to units further on in the plan. */
  readonly mail: Map<number, SeatPeriod[]>;
  readonly common: Pick<Bench, 'window' | 'plan' | 'identities' | 'pidOf'>;
}

const open = (options: DistrictOptions): Workshop => {
  const { people, seed, until, pidKey } = options;
  const window = windowUntil(until);
  const plan = planDistrict(people, seed);
  const identities = identitySource(people, seed);
  return {
    options,
    plan,
    assignment: assign(plan, people, seed),
    months: monthsOf(window),
    out: rows(),
    mail: new Map(),
    common: { window, plan, identities, pidOf: (number) => pidOf(pidKey, number) },
  };
};

const benchFor = ({ options, plan, assignment, mail, common }: Workshop, unit: UnitPlan): Bench => {
  const chance = random(options.seed, 2, unit.index);
  const after = plan.units.length - unit.index - 1;
  return {
    ...common,
    unit,
    chance,
    later: (wanted) => {
      const start = chance.int(Math.max(1, after));
      for (let step = 0; step < after; step += 1) {
        const other = plan.units[unit.index + 1 + ((start + step) % after)]!;
        if (!assignment.closed(other) && wanted(other)) return other;
      }
      return undefined;
    },
    send: (to, seat) => void mail.set(to.index, [...(mail.get(to.index) ?? []), seat]),
  };
};

const writeEverybody = (
  { options, out, months }: Workshop,
  people: readonly Dossier[],
  bench: Bench,
): void => {
  for (const person of people) {
    writePerson(out, person, bench, encrypt(options.identityKey, person.number));
    writeMonths(out, person, months);
  }
};

/** Fills one unit: its own people, the planted ones, then the facts that suit them, then what the cases change. */
const build = (workshop: Workshop, unit: UnitPlan): Case[] => {
  const bench = benchFor(workshop, unit);
  const recipes = workshop.assignment.of(unit);
  const planted = recipes.reduce((sum, recipe) => sum + recipe.people, 0);
  const crew = crewOf(bench, unit.people - planted, {
    noEntries: recipes.some(({ calm }) => calm === true),
    noMoves: recipes.some(({ calm }) => calm === true),
    noLeaders: recipes.some(({ slot }) => slot === 'leaders'),
    noBodyHead: recipes.some(({ slot }) => slot === 'bodies'),
  });
  const casts = recipes.map((recipe) => recipe.cast?.(bench) ?? []);
  const people = [...crew.people, ...casts.flat()];
  const incoming = workshop.mail.get(unit.index) ?? [];
  workshop.mail.delete(unit.index);
  const facts = factsOf(unit, people, incoming, crew.leadership, bench.window, bench.chance);
  const cases = recipes.flatMap((recipe, order) =>
    casesOf(recipe, unit, casts[order]!, recipe.shape?.(facts, casts[order]!, bench) ?? {}),
  );
  writeUnit(workshop.out, facts, bench);
  writeEverybody(workshop, people, bench);
  return cases;
};

function* chunks(options: DistrictOptions): Generator<Chunk> {
  const workshop = open(options);
  writeDivisions(workshop.out, workshop.plan);
  writeTours(workshop.out, workshop.common);
  writeAuthorities(workshop.out);
  let cases: Case[] = [];
  let people = 0;
  for (const unit of workshop.plan.units) {
    cases.push(...build(workshop, unit));
    people += unit.people;
    if (workshop.out.size() < CHUNK_SIZE && unit.index < workshop.plan.units.length - 1) continue;
    yield { rows: workshop.out.take(), cases, people };
    cases = [];
  }
}

/** The calendar of the rules and of the register: earlier quotas and later reforms are not invented. */
const UNTIL_FIRST = '2020-01';
const UNTIL_LAST = '2060-12';

const isMonth = (text: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(text);

const check = ({ people, seed, until }: DistrictOptions): void => {
  const refuse = (option: string, value: string | number, wanted: string): never => {
    throw new CodedError('DEMO_OPTION_INVALID', { option, value, wanted });
  };
  if (!Number.isSafeInteger(people) || people < PEOPLE_MIN || people > PEOPLE_MAX)
    refuse('people', people, `${PEOPLE_MIN} – ${PEOPLE_MAX}`);
  if (!Number.isSafeInteger(seed) || seed < 0) refuse('seed', seed, '0, 1, 2 …');
  if (!isMonth(until) || until < UNTIL_FIRST || until > UNTIL_LAST)
    refuse('until', until, `${UNTIL_FIRST} – ${UNTIL_LAST}`);
};

/** Invents a district. */
export const generateDistrict = (options: DistrictOptions): District => {
  check(options);
  const { people, seed, until } = options;
  return { people, seed, until, chunks: () => chunks(options) };
};
