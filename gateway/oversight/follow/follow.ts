// Standing rules kept up with what changes: each change looks again at just those whom it can touch.
import type { News } from '../feed/news.ts';
import type { Ledger, Positions } from '../run/ledger.ts';
import type { Bell } from './bell.ts';
import type { Changed } from './touch.ts';

/** Seconds that a process is the one that follows, unless it says so again. */
const LEASE_SECONDS = 10;
/** The lease is said again after so long, where there is nothing to keep. */
const RENEW_AFTER_MS = 3_000;
/** Between looks while something changes, and while nothing does. */
const SHORTEST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 1_000;
/** The same while a bell is heard that rings for every change. */
const LONGEST_WAIT_FOR_BELL_MS = RENEW_AFTER_MS;

export interface FollowOptions {
  readonly ledger: Ledger;
  /** Name of the process, its own. */
  readonly worker: string;
  readonly read: (positions: Positions) => Promise<News>;
  readonly catchUp: (changes: readonly Changed[]) => Promise<number>;
  /** Told of what went wrong; it is tried again. */
  readonly onFault: (error: unknown) => void;
  readonly bell: Bell;
}

/** What was followed of some changes. */
export interface Followed {
  readonly changes: number;
  /** Subjects that were looked at again, of all rules. */
  readonly subjects: number;
  /** True where more is there already. */
  readonly more: boolean;
}

/** Follows changes as one process of several. */
export interface Follower {
  /** Looks once at what is new; undefined where another process follows. */
  readonly step: () => Promise<Followed | undefined>;
  /** Follows until it is told to stop. */
  readonly run: (signal: AbortSignal) => Promise<void>;
}

/** Positions are kept once their changes were looked at: after a crash those are looked at again. */
export const follower = ({ ledger, worker, read, catchUp, onFault, bell }: FollowOptions): Follower => {
  let positions: Positions | undefined;
  let renewedAt = 0;

  const lead = async (reached: Positions): Promise<boolean> => {
    positions = await ledger.follow(worker, LEASE_SECONDS, reached);
    renewedAt = performance.now();
    return positions !== undefined;
  };

  const step: Follower['step'] = async () => {
    const isStale = performance.now() - renewedAt > RENEW_AFTER_MS;
    if ((positions === undefined || isStale) && !(await lead(new Map()))) return undefined;
    const { changes, reached, more } = await read(positions ?? new Map());
    const subjects = changes.length === 0 ? 0 : await catchUp(changes);
    if (reached.size > 0) await lead(reached);
    return { changes: changes.length, subjects, more };
  };

  const run: Follower['run'] = async (signal) => {
    let wait = SHORTEST_WAIT_MS;
    while (!signal.aborted) {
      const followed = await step().catch((error: unknown) => {
        if (!signal.aborted) onFault(error);
        positions = undefined;
        return undefined;
      });
      if (followed?.more === true) continue;
      const longest = bell.isHeard() ? LONGEST_WAIT_FOR_BELL_MS : LONGEST_WAIT_MS;
      wait = (followed?.changes ?? 0) > 0 ? SHORTEST_WAIT_MS : Math.min(wait * 2, longest);
      await bell.wait(wait, signal);
    }
  };

  return { step, run };
};
