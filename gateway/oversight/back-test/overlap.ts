import type { Ask } from '../judge/page.ts';
import type { Rule } from '../rule/compile.ts';
import { EVERYBODY, sweep } from '../run/sweep.ts';

/** How much of what a rule hits another one hits, too. */
export interface Overlap {
  readonly rule: string;
  /** Subjects that both hit. */
  readonly hits: number;
  /** Subjects about which the other rule says nothing, as an owner did not answer. */
  readonly unknown: number;
  /** Share of the subjects that both hit among those that the other rule decides; null where it decides none. */
  readonly share: number | null;
}

const overlapWith = async (
  other: Rule,
  subjects: readonly string[],
  asOf: string,
  ask: Ask,
): Promise<Overlap> => {
  let [hits, unknown] = [0, 0];
  const range = { ...EVERYBODY, among: subjects };
  for await (const { judged } of sweep(other, asOf, range, ask, { names: false })) {
    if (judged.missing.length > 0) [hits, unknown] = [0, subjects.length];
    hits += judged.found.filter((found) => found.hits.length > 0).length;
    unknown += judged.unknown.length;
  }
  const decided = subjects.length - unknown;
  return { rule: other.metadata.id, hits, unknown, share: decided === 0 ? null : hits / decided };
};

/**
 * How much other rules about the same kind of subject overlap with one on a day, those that overlap most first; null
 * where it is over before all of them are asked.
 */
export const overlapsOf = async (
  { metadata: { id, subject } }: Rule,
  subjects: readonly string[],
  asOf: string,
  others: readonly Rule[],
  { ask, isOver }: { readonly ask: Ask; readonly isOver: () => boolean },
): Promise<Overlap[] | null> => {
  const overlaps: Overlap[] = [];
  if (subjects.length === 0) return overlaps;
  for (const other of others) {
    if (other.metadata.subject !== subject || other.metadata.id === id) continue;
    if (isOver()) return null;
    overlaps.push(await overlapWith(other, subjects, asOf, ask));
  }
  return overlaps.sort((a, b) => (b.share ?? -1) - (a.share ?? -1) || (a.rule < b.rule ? -1 : 1));
};
