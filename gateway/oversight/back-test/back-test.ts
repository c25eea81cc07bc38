import type { RuleGraph } from '../graph.ts';
import type { Rule } from '../rule/compile.ts';
import { ruleFiles } from '../rule/files.ts';
import { measure, type Cost } from './cost.ts';
import { amountOf, hitKey, runMonth, type Month } from './month.ts';
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
  /** Hits of the last day by institution, those with most first. */
  readonly units: readonly UnitHits[];
  /** Other rules over what it hits on the last day. */
  readonly overlaps: readonly Overlap[];
  /** What running it over the months took; units and overlaps are not counted. */
  readonly cost: Cost;
  /** Over the findings of the rule that were judged: all of them, and those that it hits in some month of the test. */
  readonly precision: { readonly ledger: Precision | null; readonly hits: Precision };
}

export interface BackTestOptions {
  readonly graph: Pick<RuleGraph, 'ask' | 'compile'>;
  readonly verdictsOf: VerdictsOf;
  /** Told of each month when it is done. */
  readonly onMonth?: ((month: MonthFigures) => void) | undefined;
}

const figuresOf = ({ hits, ...month }: Month, seen: ReadonlySet<string>, isFirst: boolean): MonthFigures => ({
  ...month,
  hits: hits.length,
  fresh: isFirst ? null : hits.filter((hit) => !seen.has(hitKey(hit))).length,
  amountFen: amountOf(hits),
});

/** Runs a rule over the history: as of the end of each month, as the facts are known now to have been then. */
export const backTest = async (
  rule: Rule,
  { from, to, today, share }: Period,
  { graph, verdictsOf, onMonth }: BackTestOptions,
): Promise<BackTest> => {
  const days = monthEnds(from, to, today);
  const sample = sampleOf(share, rule.metadata.subject);
  const builtin = ruleFiles().map(({ text }) => graph.compile(text));
  const threeCounts = builtin.find(({ metadata }) => metadata.id === 'R21');
  if (threeCounts === undefined) throw new Error('there is no rule R21');

  const measured = measure(graph.ask);
  const months: MonthFigures[] = [];
  const seen = new Set<string>();
  let last: Month | undefined;
  for (const asOf of days) {
    last = await runMonth(rule, asOf, sample.ranges, measured.ask);
    const figures = figuresOf(last, seen, months.length === 0);
    months.push(figures);
    for (const hit of last.hits) seen.add(hitKey(hit));
    onMonth?.(figures);
  }
  const cost = measured.cost(months.reduce((sum, { subjects }) => sum + subjects, 0));

  const { asOf, hits } = last!;
  const subjects = [...new Set(hits.map(({ subject }) => subject))].sort();
  const verdicts = await verdictsOf(rule.metadata.id);
  return {
    rule: rule.metadata.id,
    sample: sample.share,
    months,
    units: await hitsByUnit(rule, hits, asOf, threeCounts, graph.ask),
    overlaps: await overlapsOf(rule, subjects, asOf, builtin, graph.ask),
    cost,
    precision: { ledger: verdicts.ledger, hits: precisionAmong(seen, verdicts) },
  };
};
