// Walks along the records: each in its place, or what happened to it.
import { START, type Link } from '../chain.ts';
import type { KeyRing } from '../keys.ts';
import type { AccessRow } from '../rows.ts';
import { missingPlaces } from './missing.ts';
import { keyFinder, placeFinder } from './place.ts';
import { PROBLEMS_MAX, type Report } from './problem.ts';

export interface RecordWalk {
  /** Takes the next row; the place of its record, undefined for one that the log did not write here. */
  readonly next: (row: AccessRow) => Link | undefined;
  /** Passes over records that are not at hand; their last one is known. */
  readonly skipTo: (link: Link) => void;
  /** The last place that a record stands in, genuine or not. */
  readonly last: () => number;
  /** The last place of a record that the log wrote. */
  readonly lastGenuine: () => number;
  /** Ends at the place where the log ends, as far as is known; the first place that is missing at the end. */
  readonly end: (lastWritten: number) => number | undefined;
}

/**
 * Records are compared by the places they were written in. Strange records between two genuine ones stand in the places
 * that are missing there (edited), or in none (inserted); a place without any is missing (deleted), unless its record
 * comes later (moved). Numbers that were changed to hide it therefore hide nothing.
 */
export const walkRecords = (keys: KeyRing, report: Report, start = START): RecordWalk => {
  const [placeOf, keyOf, missing] = [placeFinder(), keyFinder(keys), missingPlaces()];
  let last: Link = start;
  let strange: { readonly seq: number; readonly told: boolean }[] = [];
  let strangers = 0;

  const put = (row: AccessRow, told: boolean): void => {
    strangers += 1;
    if (strange.length < PROBLEMS_MAX) strange.push({ seq: Number(row.seq), told });
  };

  /** Shares out the places between two genuine records; the first that is left over. */
  const settle = (until: number): number => {
    const room = until - last.seq - 1;
    strange.forEach(({ seq, told }, index) => {
      if (!told) report(index < room ? 'ACCESS_RECORD_EDITED' : 'ACCESS_RECORD_INSERTED', seq);
    });
    const free = last.seq + Math.min(room, strangers) + 1;
    [strange, strangers] = [[], 0];
    return free;
  };

  const late = (seq: number, row: AccessRow): void =>
    missing.found(seq)
      ? report('ACCESS_RECORD_MOVED', seq)
      : report('ACCESS_RECORD_INSERTED', Number(row.seq));

  const forward = (seq: number, row: AccessRow): Link => {
    const follows = seq === last.seq + 1 && strangers === 0;
    if (follows && !row.prev.equals(last.hash)) report('ACCESS_LOG_ROLLED_BACK', seq);
    missing.add(settle(seq), seq - 1);
    last = { seq, hash: row.hash };
    return last;
  };

  return {
    next: (row) => {
      const key = keyOf(row);
      if (key === undefined) report('ACCESS_RECORD_RESIGNED', Number(row.seq));
      const seq = key && placeOf(row, key, last.seq + strangers + 1);
      if (seq === undefined) put(row, key === undefined);
      else if (seq > last.seq) return forward(seq, row);
      else late(seq, row);
      return undefined;
    },
    skipTo: (link) => {
      settle(last.seq + 1);
      last = link;
    },
    last: () => last.seq + strangers,
    lastGenuine: () => last.seq,
    end: (lastWritten) => {
      const free = settle(Math.max(lastWritten, last.seq) + 1);
      for (const seq of missing.gaps()) report('ACCESS_RECORD_DELETED', seq);
      return free <= lastWritten ? free : undefined;
    },
  };
};
