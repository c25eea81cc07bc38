import { encrypt } from '../kit/identity/cipher.ts';
import { windowUntil } from './base/calendar.ts';
import type { IdentitySource } from './base/numbers.ts';
import { random } from './base/random.ts';
import type { Assignment } from './cases/assign.ts';
import { casesOf, type Case, type Recipe } from './cases/recipe.ts';
import { factsOf } from './district/facts.ts';
import type { Plan, UnitPlan } from './district/plan.ts';
import type { Bench, SeatPeriod } from './people/bench.ts';
import { crewOf, type Crew } from './people/crew.ts';
import type { Dossier } from './people/dossier.ts';
import { monthsOf, writeMonths, type Month } from './rows/months.ts';
import { writePerson } from './rows/people.ts';
import { rows, type Rows, type TableRows } from './rows/tables.ts';
import { writeUnit } from './rows/units.ts';

/** Some units' rows by table, and the cases planted among them. */
export interface Chunk {
  readonly rows: ReadonlyMap<string, TableRows>;
  readonly cases: readonly Case[];
  /** People written so far. */
  readonly people: number;
}

/** Bytes of a chunk: large enough for COPY to be quick, small beside the memory of a process. */
const CHUNK_SIZE = 4_000_000;

/** What units are filled by. */
export interface Ground {
  readonly plan: Plan;
  readonly assignment: Assignment;
  readonly identities: IdentitySource;
  readonly seed: number;
  /** As `DistrictOptions` has it. */
  readonly until: string;
  readonly pidOf: (identityNumber: string) => string;
  /** Key under which human resources keeps the identity numbers. */
  readonly identityKey: Buffer;
}

interface Workshop {
  readonly ground: Ground;
  readonly months: readonly Month[];
  readonly out: Rows;
  /** Seats announced to units further on in the plan. */
  readonly mail: Map<number, SeatPeriod[]>;
  readonly common: Pick<Bench, 'window' | 'plan' | 'identities' | 'pidOf'>;
}

const open = (ground: Ground): Workshop => {
  const { plan, identities, pidOf, until } = ground;
  const window = windowUntil(until);
  return {
    ground,
    months: monthsOf(window),
    out: rows(),
    mail: new Map(),
    common: { window, plan, identities, pidOf },
  };
};

const benchFor = ({ ground: { plan, assignment, seed }, mail, common }: Workshop, unit: UnitPlan): Bench => {
  const chance = random(seed, 2, unit.index);
  const place = plan.units.indexOf(unit);
  const after = plan.units.length - place - 1;
  return {
    ...common,
    unit,
    chance,
    later: (wanted) => {
      const start = chance.int(Math.max(1, after));
      for (let step = 0; step < after; step += 1) {
        const other = plan.units[place + 1 + ((start + step) % after)]!;
        if (!assignment.closed(other) && wanted(other)) return other;
      }
      return undefined;
    },
    send: (to, seat) => void mail.set(to.index, [...(mail.get(to.index) ?? []), seat]),
  };
};

const writeEverybody = (
  { ground, out, months }: Workshop,
  people: readonly Dossier[],
  bench: Bench,
): void => {
  for (const person of people) {
    writePerson(out, person, bench, encrypt(ground.identityKey, person.number));
    writeMonths(out, person, months);
  }
};

/** A unit that is there already has everybody of its own. */
const crewFor = (bench: Bench, recipes: readonly Recipe[]): Crew => {
  const { unit } = bench;
  if (unit.host === true) return { people: [], leadership: { heads: 0, deputies: 0, bodyDeputies: 0 } };
  const planted = recipes.reduce((sum, recipe) => sum + recipe.people, 0);
  return crewOf(bench, unit.people - planted, {
    noEntries: recipes.some(({ calm }) => calm === true),
    noMoves: recipes.some(({ calm }) => calm === true),
    noLeaders: recipes.some(({ slot }) => slot === 'leaders'),
    noBodyHead: recipes.some(({ slot }) => slot === 'bodies'),
  });
};

/** Whoever comes to a unit that is there already takes nothing of its quota. */
const exemptAtHosts = (people: readonly Dossier[]): void => {
  for (const { stays } of people) for (const stay of stays) if (stay.unit.host === true) stay.exempt = true;
};

/** Fills one unit: its own people, the planted ones, then the facts that suit them, then what the cases change. */
const build = (workshop: Workshop, unit: UnitPlan): Case[] => {
  const bench = benchFor(workshop, unit);
  const recipes = workshop.ground.assignment.of(unit);
  const crew = crewFor(bench, recipes);
  const casts = recipes.map((recipe) => recipe.cast?.(bench) ?? []);
  const people = [...crew.people, ...casts.flat()];
  exemptAtHosts(people);
  const incoming = workshop.mail.get(unit.index) ?? [];
  workshop.mail.delete(unit.index);
  const facts = factsOf(unit, people, incoming, crew.leadership, bench.window, bench.chance);
  const cases = recipes.flatMap((recipe, order) =>
    casesOf(recipe, unit, casts[order]!, recipe.shape?.(facts, casts[order]!, bench) ?? {}),
  );
  if (unit.host !== true) writeUnit(workshop.out, facts, bench);
  writeEverybody(workshop, people, bench);
  return cases;
};

/** Fills the units of a plan, one after the other; `begin` writes what belongs to none of them. */
export function* chunksOf(
  ground: Ground,
  begin: (out: Rows, common: Pick<Bench, 'window' | 'plan'>) => void = () => undefined,
): Generator<Chunk> {
  const workshop = open(ground);
  const { units } = ground.plan;
  begin(workshop.out, workshop.common);
  let cases: Case[] = [];
  let people = 0;
  for (const unit of units) {
    cases.push(...build(workshop, unit));
    people += unit.people;
    if (workshop.out.size() < CHUNK_SIZE && unit !== units.at(-1)) continue;
    yield { rows: workshop.out.take(), cases, people };
    cases = [];
  }
}
