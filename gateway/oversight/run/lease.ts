// A shard is a worker's for as long as it works on it, however long a page takes: the lease is said again meanwhile.
import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { codeOf } from '../question.ts';

/** A lease is said again so many times within its length: two may get lost. */
const BEATS = 3;

/** Most characters of a worker's name that a holder is told by. Source: names in the ledger have 64. */
const NAME_SHOWN = 48;
const TOKEN_BYTES = 6;

/**
 * A name under which a worker claims one shard, once: nobody else is taken for its holder, not even a worker of the same
 * name, nor the worker itself after it has lost the shard and claimed it again.
 */
export const holderOf = (worker: string): string =>
  `${worker.slice(-NAME_SHOWN)} ${randomBytes(TOKEN_BYTES).toString('hex')}`;

/** True where somebody else has the shard now, or nobody is to: the rest is theirs. */
export const isLost = (error: unknown): boolean => codeOf(error) === 'LEASE_LOST';

/** A lease that is held. */
export interface Lease {
  readonly seconds: number;
  /** Says it again; throws LEASE_LOST where it is over. */
  readonly renew: () => Promise<void>;
}

/**
 * Does something while a lease is held. Where it is lost meanwhile, the signal says so, with LEASE_LOST as its reason;
 * where it cannot be said again for another reason, that is tried once more.
 */
export const whileHeld = async <Result>(
  { seconds, renew }: Lease,
  work: (lost: AbortSignal) => Promise<Result>,
): Promise<Result> => {
  const lost = new AbortController();
  const done = new AbortController();
  const beat = async (): Promise<void> => {
    for (;;) {
      await delay((seconds * 1000) / BEATS, undefined, { signal: done.signal });
      await renew().catch((error: unknown) => {
        if (isLost(error)) lost.abort(error);
      });
      if (lost.signal.aborted) return;
    }
  };
  // It ends with the work, whose end interrupts its wait.
  const beating = beat().catch(() => undefined);
  try {
    return await work(lost.signal);
  } finally {
    done.abort();
    await beating;
  }
};
