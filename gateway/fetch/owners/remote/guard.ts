import { answered, failed, probed, rested, REST_MS, UNTRIED, type Breaker } from './breaker.ts';
import { OwnerFault } from './fault.ts';

/** Told when a breaker changes, with what it changed for. */
export type OnBreaker = (owner: string, state: Breaker['kind'], reason?: unknown) => void;

/** Asks a remote owner as long as it answers. */
export interface Guard {
  /** Does the work, or throws at once while the owner rests. */
  readonly run: <T>(work: () => Promise<T>) => Promise<T>;
  /** Ends the probing. */
  readonly close: () => void;
}

/** A wait that ended sooner, because its client's patience had gone to others, is not held against the owner. */
const LATE_COUNTS_FROM_MS = 1_000;

const countsAgainst = (error: unknown, waitedMs: number): boolean =>
  error instanceof OwnerFault && (error.kind !== 'late' || waitedMs >= LATE_COUNTS_FROM_MS);

/**
 * A breaker at work. The probe is a question of its own, not a client's: nobody waits for it, no mutation is risked,
 * and the owner is found again when nobody asks. One is under way at a time.
 */
export const guard = (
  probe: () => Promise<unknown>,
  onChange: (state: Breaker['kind'], reason?: unknown) => void,
): Guard => {
  let breaker: Breaker = UNTRIED;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const become = (next: Breaker, reason?: unknown): void => {
    const before = breaker;
    breaker = next;
    if (closed || before.kind === next.kind) return;
    onChange(next.kind, reason);
    if (next.kind === 'open') timer = setTimeout(look, REST_MS).unref();
  };

  const look = async (): Promise<void> => {
    become(rested(breaker));
    try {
      await probe();
      become(probed(breaker, true, performance.now()));
    } catch (error) {
      become(probed(breaker, false, performance.now()), error);
    }
  };

  return {
    run: async (work) => {
      if (breaker.kind !== 'closed') throw new OwnerFault('resting', 'not asked until it answers again');
      const askedAt = performance.now();
      try {
        const result = await work();
        become(answered(breaker, performance.now()));
        return result;
      } catch (error) {
        if (countsAgainst(error, performance.now() - askedAt)) become(failed(breaker, askedAt), error);
        throw error;
      }
    },
    close: () => {
      closed = true;
      clearTimeout(timer);
    },
  };
};
