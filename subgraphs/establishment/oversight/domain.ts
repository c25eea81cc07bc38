// What follows from what for rules and findings: no clock, no database.
import type { FindingState } from '../generated.ts';

/** What a person says about a finding. */
export type Verdict = 'CONFIRMED' | 'REFUTED';

/** States that a person judges; one verdict may be corrected by the other. */
const JUDGED: Readonly<Record<Verdict, readonly FindingState[]>> = {
  CONFIRMED: ['SUSPECTED', 'REFUTED'],
  REFUTED: ['SUSPECTED', 'CONFIRMED'],
};

/** True where a finding in this state can be given the verdict. */
export const admitsVerdict = (state: FindingState, verdict: Verdict): boolean =>
  JUDGED[verdict].includes(state);

/** A version of a rule of whose findings too few hold. */
export interface Demotion {
  readonly version: number;
  /** Least share that must hold, 0 to 1. */
  readonly floor: string;
  readonly confirmed: number;
  readonly refuted: number;
  /** The share that holds. */
  readonly ratio: string;
}

/** Why findings of a version of a rule are shown AMBER. */
export const demotionText = ({ confirmed, refuted, ratio, floor }: Demotion) => ({
  en: `Of ${confirmed + refuted} findings that were judged, ${confirmed} hold: ${ratio}, under the floor of ${floor}.`,
  zh: `已核查的 ${confirmed + refuted} 条疑点中确认 ${confirmed} 条，准确度 ${ratio}，低于下限 ${floor}。`,
});

/** A range of keys: behind `from`, up to `upTo`, itself included; null where it is open. */
export interface Range {
  readonly from: string | null;
  readonly upTo: string | null;
}

/** The ranges between keys at which ranges end: one more than there are keys. */
export const rangesBetween = (bounds: readonly string[]): readonly Range[] => {
  const sorted = [...new Set(bounds)].toSorted((one, other) => (one < other ? -1 : 1));
  return [...sorted, null].map((upTo, index) => ({ from: sorted[index - 1] ?? null, upTo }));
};
