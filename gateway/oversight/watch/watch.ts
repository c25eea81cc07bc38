// Standing rules at their post: run daily, worked off, kept up with what changes.
import { setTimeout as delay } from 'node:timers/promises';
import type { Publishing } from '../publish/open.ts';
import type { Oversight } from '../run/service.ts';
import { beginner } from './begin.ts';
import { scheduler, type OfficeClock } from './schedule.ts';

/** Between looks for shards to work off, and at the clock. */
const LOOK_EVERY_MS = 1_000;
/** Before something that failed is tried again. */
const TRY_AGAIN_AFTER_MS = 5_000;

export interface WatchOptions {
  readonly oversight: Oversight;
  /** Name of the process, its own. */
  readonly worker: string;
  /** How many shards it works off at once. */
  readonly workers: number;
  readonly clock: OfficeClock;
  /** HH:MM from which on the run of the day is started. */
  readonly dailyAt: string;
  /** Told of what went wrong; it is tried again. */
  readonly onFault: (error: unknown) => void;
  readonly signal: AbortSignal;
  /** Where changes are published, too. */
  readonly publishing?: Publishing | undefined;
}

/** Does something again and again until it is told to stop. */
const again = async (
  { signal, onFault }: Pick<WatchOptions, 'signal' | 'onFault'>,
  look: () => Promise<void>,
): Promise<void> => {
  while (!signal.aborted) {
    const failed = await look().then(
      () => false,
      (error: unknown) => {
        if (!signal.aborted) onFault(error);
        return true;
      },
    );
    await delay(failed ? TRY_AGAIN_AFTER_MS : LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
};

/** Keeps watch until it is told to stop; any number of processes may do so over one ledger. */
export const keepWatch = async (options: WatchOptions): Promise<void> => {
  const { oversight, worker, workers, signal, onFault, publishing } = options;
  const begin = beginner({ ...options, shards: workers });
  const schedule = scheduler({ ...options, shards: workers });
  await Promise.all([
    again(options, async () => {
      await begin();
      await schedule();
    }),
    again(options, () => oversight.work(worker, workers, signal)),
    oversight.follow(worker, onFault, publishing?.bell).run(signal),
    publishing && again(options, () => publishing.publish(signal)),
  ]);
};
