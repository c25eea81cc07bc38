import type { Ask, Range } from '../judge/page.ts';
import type { Rule } from '../rule/compile.ts';
import { sweep } from '../run/sweep.ts';

/** A hit as a test keeps it. */
export interface TestedHit {
  readonly subject: string;
  readonly period: string;
  readonly institutionCode: string | null;
  readonly amountFen: bigint | null;
}

/** What a rule says as of a day. */
export interface Month {
  /** The day, YYYY-MM-DD. */
  readonly asOf: string;
  readonly subjects: number;
  readonly hits: readonly TestedHit[];
  /** Subjects that could not be decided: no hits, and no misses either. */
  readonly unknown: number;
  /** Owners without whom some of the subjects are not even known. */
  readonly missing: readonly string[];
}

/** Tells hits apart, in every month alike. */
export const hitKey = ({ subject, period }: Pick<TestedHit, 'subject' | 'period'>): string =>
  JSON.stringify([subject, period]);

/** Money of hits in fen. */
export const amountOf = (hits: readonly TestedHit[]): bigint =>
  hits.reduce((sum, { amountFen }) => sum + (amountFen ?? 0n), 0n);

/** Whether there is no time for another page of subjects: told how many of the month have been decided. */
export type IsOver = (subjects: number) => boolean;

/** Runs a rule as of a day over ranges of its subjects; undefined where it is over before all of them are decided. */
export const runMonth = async (
  rule: Rule,
  asOf: string,
  ranges: readonly Range[],
  { ask, isOver }: { readonly ask: Ask; readonly isOver: IsOver },
): Promise<Month | undefined> => {
  const hits: TestedHit[] = [];
  const missing = new Set<string>();
  let [subjects, unknown] = [0, 0];
  for (const range of ranges) {
    if (isOver(subjects)) return undefined;
    for await (const { judged } of sweep(rule, asOf, range, ask, { onFailure: 'THROW', names: false })) {
      subjects += judged.subjects;
      unknown += judged.unknown.length;
      judged.missing.forEach((owner) => missing.add(owner));
      for (const { key: subject, hits: found } of judged.found)
        for (const { period, institutionCode, amountFen } of found)
          hits.push({ subject, period, institutionCode, amountFen });
      if (judged.next !== null && isOver(subjects)) return undefined;
    }
  }
  return { asOf, subjects, hits, unknown, missing: [...missing].sort() };
};
