import type { RuleGraph } from '../graph.ts';
import type { Ask } from '../judge/page.ts';
import type { Rule } from '../rule/compile.ts';
import { ruleFiles } from '../rule/files.ts';
import { measure, type Cost } from './cost.ts';
import { amountOf, hitKey, runMonth, type IsOver, type Month } from './month.ts';
import { monthEnds } from './months.ts';
import { overlapsOf, type Overlap } from './overlap.ts';
import { sampleOf } from './sample.ts';
import { hitsByUnit, type UnitHits } from './units.ts';
import { precisionAmong, type Precision, type VerdictsOf } from './verdicts.ts';

/** What is tested. */
export interface Period {
  /** First and last month, YYYY-MM. */
  readonly from: string;
  readonly to: string;
  /** The day of today, YYYY-MM-DD: the test ends with it. */
  readonly today: string;
  /** Share of the persons that stands for all, above 0, at most 1. */
  readonly share: number;
}

/** What a rule would have found as of a day. */
export interface MonthFigures extends Omit<Month, 'hits'> {
  readonly hits: number;
  /** Hits that no earlier month of the test has; null for the first month. */
  readonly fresh: number | null;
  /** Money of the hits, in fen. */
  readonly amountFen: bigint;
}

/** What a rule would have found. */
export interface BackTest {
  readonly rule: string;
  /** Share of the subjects that it was run over: 1 for all. */
  readonly sample: number;
  readonly months: readonly MonthFigures[];
  /** Days that it was over before: nothing is known of them. */
  readonly untested: readonly string[];
  /** Hits of the last day by institution, those with most first; null where it was over before. */
  readonly units: readonly UnitHits[] | null;
  /** Other rules over what it hits on the last day; null where it was over before. */
  readonly overlaps: readonly Overlap[] | null;
  /** What running it over the months took; units and overlaps are not counted. */
  readonly cost: Cost;
  /** Over the findings of the rule that were judged: all of them, and those that it hits in some month of the test. */
  readonly precision: { readonly ledger: Precision | null; readonly hits: Precision };
}

export interface BackTestOptions {
  readonly graph: Pick<RuleGraph, 'ask'> & { readonly compile: (text: string) => Rule };
  readonly verdictsOf: VerdictsOf;
  /** Told of each month when it is done. */
  readonly onMonth?: ((month: MonthFigures) => void) | undefined;
  /** Asked before each page, and told how many subjects have been decided: true ends the test. Left out: nothing does. */
  readonly isOver?: IsOver | undefined;
}

const figuresOf = ({ hits, ...month }: Month, seen: ReadonlySet<string>, isFirst: boolean): MonthFigures => ({
  ...month,
  hits: hits.length,
  fresh: isFirst ? null : hits.filter((hit) => !seen.has(hitKey(hit))).length,
  amountFen: amountOf(hits),
});

interface Tested {
  readonly months: readonly MonthFigures[];
  /** All hits, by `hitKey`. */
  readonly seen: ReadonlySet<string>;
  /** The last day of all; undefined where it was over before. */
  readonly last: Month | undefined;
}

/** Day after day, until it is over. */
const testDays = async (
  days: readonly string[],
  { isOver, onMonth }: { readonly isOver: IsOver } & Pick<BackTestOptions, 'onMonth'>,
  run: (asOf: string, isOver: IsOver) => Promise<Month | undefined>,
): Promise<Tested> => {
  const months: MonthFigures[] = [];
  const seen = new Set<string>();
  let [done, last]: [number, Month | undefined] = [0, undefined];
  for (const asOf of days) {
    const before = done;
    last = await run(asOf, (subjects) => isOver(before + subjects));
    if (last === undefined) break;
    const figures = figuresOf(last, seen, months.length === 0);
    months.push(figures);
    done += last.subjects;
    for (const hit of last.hits) seen.add(hitKey(hit));
    onMonth?.(figures);
  }
  return { months, seen, last };
};

/** Where the hits of the last day are, and who else finds them. */
const lastDay = async (
  rule: Rule,
  { asOf, hits }: Month,
  builtin: readonly Rule[],
  asking: { readonly ask: Ask; readonly isOver: () => boolean },
): Promise<Pick<BackTest, 'units' | 'overlaps'>> => {
  const threeCounts = builtin.find(({ metadata }) => metadata.id === 'R21');
  if (threeCounts === undefined) throw new Error('there is no rule R21');
  if (asking.isOver()) return { units: null, overlaps: null };
  const subjects = [...new Set(hits.map(({ subject }) => subject))].sort();
  return {
    units: await hitsByUnit(rule, hits, asOf, threeCounts, asking.ask),
    overlaps: await overlapsOf(rule, subjects, asOf, builtin, asking),
  };
};

/** Runs a rule over the history: as of the end of each month, as the facts are known now to have been then. */
export const backTest = async (
  rule: Rule,
  { from, to, today, share }: Period,
  { graph, verdictsOf, onMonth, isOver = () => false }: BackTestOptions,
): Promise<BackTest> => {
  const days = monthEnds(from, to, today);
  const sample = sampleOf(share, rule.metadata.subject);
  const builtin = ruleFiles().map(({ text }) => graph.compile(text));
  const measured = measure(graph.ask);
  const { months, seen, last } = await testDays(days, { isOver, onMonth }, (asOf, isOverNow) =>
    runMonth(rule, asOf, sample.ranges, { ask: measured.ask, isOver: isOverNow }),
  );
  const decided = months.reduce((sum, { subjects }) => sum + subjects, 0);
  const cost = measured.cost(decided);
  const verdicts = await verdictsOf(rule.metadata.id);
  const rest =
    last === undefined
      ? { units: null, overlaps: null }
      : await lastDay(rule, last, builtin, { ask: graph.ask, isOver: () => isOver(decided) });
  return {
    rule: rule.metadata.id,
    sample: sample.share,
    months,
    untested: days.slice(months.length),
    ...rest,
    cost,
    precision: { ledger: verdicts.ledger, hits: precisionAmong(seen, verdicts) },
  };
};
