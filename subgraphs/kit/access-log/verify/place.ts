// Where a record was written: its hash is made over its place, so that it fits nowhere else.
import { recordHash } from '../chain.ts';
import type { KeyRing } from '../keys.ts';
import { encodeRecord } from '../record.ts';
import { fromRow, type AccessRow } from '../rows.ts';

/** How far around it the place of a record that was moved is looked for: 1,000 hashes take about 2 ms. */
const REACH = 500;
/** Most records that are looked for: after that a record that is not where it was counts as edited. */
const SEARCHES_MAX = 1000;

/** Tells where a record was written: a guess is looked at first; undefined for one that is not as it was written. */
export type PlaceOf = (row: AccessRow, key: Buffer, guess: number) => number | undefined;

/** Places around a number, the near ones first. */
const around = (seq: number): number[] =>
  Array.from({ length: REACH }, (_, index) => [seq - index - 1, seq + index + 1])
    .flat()
    .filter((place) => place > 0);

/** Makes the finder of places for one verification. */
export const placeFinder = (): PlaceOf => {
  let searches = 0;
  return (row, key, guess) => {
    const encoded = encodeRecord(fromRow(row));
    const fits = (place: number): boolean => recordHash(key, row.prev, place, encoded).equals(row.hash);
    const told = Number(row.seq);
    const likely = [guess, told].find((place) => place > 0 && fits(place));
    if (likely !== undefined || searches >= SEARCHES_MAX) return likely;
    searches += 1;
    return around(told).find(fits);
  };
};

/** The key of a record; undefined where it is nobody's of the log, or older than one that wrote before it. */
export const keyFinder = (keys: KeyRing): ((row: AccessRow) => Buffer | undefined) => {
  let age = 0;
  return ({ key_id }) => {
    const found = keys.ageOf(key_id);
    if (found < age) return undefined;
    age = found;
    return keys.find(key_id)?.key;
  };
};
