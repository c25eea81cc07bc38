// Writers by the clock: so many changes a second, whoever reads them.
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { District } from '../linked/district.ts';
import { KINDS, type Kind, type Somebody } from './changes.ts';
import type { Watch } from './watch.ts';

/** Connections of the writers of one department. */
const CONNECTIONS = 4;

interface Place {
  readonly somebody: Somebody;
  /** True while the fact stands. */
  written: boolean;
}

/** Kinds in the order in which they come, ten of them. */
const ORDER: readonly Kind[] = KINDS.flatMap((kind) => Array.from({ length: kind.share }, () => kind));

/** What was written. */
export interface Written {
  readonly changes: number;
  /** Changes that were due while everybody of their kind still waited for the follower. */
  readonly skipped: number;
}

/** Writes so many changes a second for so many seconds; people are taken in turn, each kind has its own. */
export const writeChanges = async (
  { databases }: District,
  people: readonly Somebody[],
  watch: Watch,
  { perSecond, seconds }: { readonly perSecond: number; readonly seconds: number },
): Promise<Written> => {
  const pools = new Map(
    [...new Set(KINDS.map(({ owner }) => owner))].map((owner) => [
      owner,
      new pg.Pool({ connectionString: databases[owner].ownerUrl, max: CONNECTIONS }),
    ]),
  );
  const free = new Map(
    KINDS.map((kind, at) => [
      kind,
      people
        .filter((_, index) => index % KINDS.length === at)
        .map((somebody): Place => ({ somebody, written: false })),
    ]),
  );
  const counted = { changes: 0, skipped: 0 };
  const change = async (kind: Kind): Promise<void> => {
    const waiting = free.get(kind)!;
    const place = waiting.shift();
    if (place === undefined) {
      counted.skipped += 1;
      return;
    }
    const { pid, institutionCode } = place.somebody;
    const seen = kind.rule === undefined ? undefined : watch.expect(kind.rule, pid, !place.written);
    await pools.get(kind.owner)!.query(place.written ? kind.undo : kind.write, [pid, institutionCode]);
    counted.changes += 1;
    await seen?.committed();
    place.written = !place.written;
    waiting.push(place);
  };
  const began = performance.now();
  const all: Promise<void>[] = [];
  for (let index = 0; index < perSecond * seconds; index += 1) {
    const due = began + (index * 1000) / perSecond;
    if (due > performance.now()) await sleep(due - performance.now());
    all.push(change(ORDER[index % ORDER.length]!));
  }
  await Promise.all(all);
  await Promise.all([...pools.values()].map((pool) => pool.end()));
  return counted;
};
