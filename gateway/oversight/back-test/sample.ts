import type { Range } from '../judge/page.ts';
import type { SubjectKind } from '../rule/metadata.ts';
import { EVERYBODY } from '../run/sweep.ts';

/** Part of a population that stands for the whole. */
export interface Sample {
  /** Share of the keys, above 0, at most 1. */
  readonly share: number;
  readonly ranges: readonly Range[];
}

/** Ranges that a sample is made of, spread evenly over all keys. */
const RANGES = 16n;

/** Keys of persons are hashes of 128 bits: any range of them is a fair sample. */
const KEYS = 1n << 128n;
const keyOf = (number: bigint): string => number.toString(16).padStart(32, '0');

/** Precision of a share. */
const PARTS = 1_000_000;

const rangeOf = (index: bigint, share: number): Range => {
  const step = KEYS / RANGES;
  const from = index * step;
  const end = from + (step * BigInt(Math.max(1, Math.round(share * PARTS)))) / BigInt(PARTS);
  return { after: index === 0n ? null : keyOf(from - 1n), upTo: keyOf(end - 1n), among: null };
};

/** A sample of persons; institutions are few, and all of them are taken. */
export const sampleOf = (share: number, subject: SubjectKind): Sample =>
  share >= 1 || subject === 'INSTITUTION'
    ? { share: 1, ranges: [EVERYBODY] }
    : { share, ranges: Array.from({ length: Number(RANGES) }, (_, index) => rangeOf(BigInt(index), share)) };
