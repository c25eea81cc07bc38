import type { Rule } from '../rule/compile.ts';
import { openGaps, type AskQuestion, type CompareGraph, type Gap } from './ask.ts';
import { districtPages } from './district.ts';
import { explainDifferences, type Compared } from './explain.ts';
import type { ComparePage } from './page.ts';
import { readRegister, registeredOne, treeOf, type Registered } from './register.ts';
import { verdictOf, type Standing } from './standing.ts';
import { openTallies, type Tally, type UnitTally } from './tally.ts';
import { unitPage } from './unit.ts';

/** What is compared. */
export interface Scope {
  /** Code of an institution; null for the whole district, bodies that the register lacks included. */
  readonly institution: string | null;
  /** Also all institutions below it. */
  readonly tree: boolean;
  /** Day of seats and employments; its month is that of pay. YYYY-MM-DD. */
  readonly asOf: string;
}

/** An institution with its tally. */
export interface NamedTally extends UnitTally {
  /** Name in the register of the day; null where it lacks the institution. */
  readonly name: string | null;
}

/** What the three counts come to. */
export interface Comparison extends Scope {
  /** Month of pay, YYYY-MM. */
  readonly month: string;
  readonly total: Tally;
  readonly units: readonly NamedTally[];
  /** Why some of it is unknown: never a difference. */
  readonly gaps: readonly Gap[];
}

export interface CompareOptions {
  readonly graph: CompareGraph;
  /** The rules that differences may fall under, see `reasonRules`. */
  readonly rules: readonly Rule[];
  /** Told of everybody who differs or is unknown, as they are found; nobody is kept. */
  readonly onPerson: (person: Compared) => void;
  /** Told how many people at institutions have been compared so far. */
  readonly onProgress?: ((compared: number) => void) | undefined;
}

/** People who are explained at once: rules are asked about so many together. */
const EXPLAINED_TOGETHER = 500;

const unitPages = async function* (
  ask: AskQuestion,
  units: readonly Registered[],
  asOf: string,
): AsyncGenerator<ComparePage, void, void> {
  for (const { code } of units) yield await unitPage(ask, code, asOf);
};

/** The institutions that are meant; undefined for whatever there is. */
const unitsOf = async (
  ask: AskQuestion,
  { institution, tree, asOf }: Scope,
): Promise<Registered[] | undefined> => {
  if (institution === null) return undefined;
  const one = await registeredOne(ask, institution, asOf);
  return tree ? treeOf(await readRegister(ask, asOf), institution) : [one];
};

/** Names for a whole district; none where the register does not answer. */
const namesOf = async (
  ask: AskQuestion,
  units: readonly Registered[] | undefined,
  asOf: string,
): Promise<ReadonlyMap<string | null, string | null>> => {
  const known = units ?? (await readRegister(ask, asOf).catch(() => []));
  return new Map(known.map(({ code, name }) => [code, name]));
};

/** Compares the three counts, page by page. */
export const compareCounts = async (scope: Scope, options: CompareOptions): Promise<Comparison> => {
  const { askQuestion, ask } = options.graph;
  const { asOf } = scope;
  const tallies = openTallies();
  const gaps = openGaps();
  const waiting: Standing[] = [];
  let compared = 0;

  const units = await unitsOf(askQuestion, scope);
  const names = await namesOf(askQuestion, units, asOf);
  const nameOf = (unit: string | null): string | null => names.get(unit) ?? null;

  const explain = async (): Promise<void> => {
    for (const person of await explainDifferences(waiting.splice(0), asOf, options.rules, ask, nameOf)) {
      if (person.verdict === 'DIFFERS') tallies.explain(person.unit, person.rule);
      options.onPerson(person);
    }
  };

  const pages = units === undefined ? districtPages(askQuestion, asOf) : unitPages(askQuestion, units, asOf);
  for await (const { standings, lacking, errors } of pages) {
    gaps.add(errors);
    for (const { side, unit } of lacking) tallies.lacks(side, unit);
    for (const standing of standings) {
      tallies.count(standing);
      if (verdictOf(standing) !== 'AGREES') waiting.push(standing);
    }
    compared += standings.length;
    if (waiting.length >= EXPLAINED_TOGETHER) await explain();
    options.onProgress?.(compared);
  }
  await explain();

  return {
    ...scope,
    month: asOf.slice(0, 7),
    total: tallies.total(),
    units: tallies.units().map((tally) => ({ ...tally, name: nameOf(tally.unit) })),
    gaps: gaps.all(),
  };
};
